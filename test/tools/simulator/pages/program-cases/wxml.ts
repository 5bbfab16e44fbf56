// WXML, WXS and the built-ins’ looks.
import { component, page } from './program-case'
import type { ProgramCase } from './program-case'

export const wxml: readonly ProgramCase[] = [
  {
    name: 'a scroll-view whose own display would arrange its content is named, unless it has enable-flex',
    source: 'scroll-view / enable-flex; the official demo gives display: flex to every scroll-view',
    page: page(
      '',
      `<scroll-view style="display: flex"><view>a</view></scroll-view>
      <scroll-view style="display: flex" enable-flex><view>b</view></scroll-view>
      <scroll-view style="display: none"><view>c</view></scroll-view>`,
    ),
    text: 'a b',
    told: ['not in the simulator: <scroll-view> with display: flex and without enable-flex'],
  },
  {
    name: 'an attribute that begins with a colon is accepted',
    source: 'TDesign’s config-provider',
    page: page('', '<view :foo="1" class="x">seen</view>'),
    text: 'seen',
    told: ['not in the simulator: <view foo>'],
  },
  {
    name: 'buttons have the look of "style": "v2", whose width and default colours win against a class',
    source: 'app.json / style; the base library’s rules: wx-button:not([size=mini]){width:184px} and others',
    page: page(
      '',
      `<button class="plain" style="font-style: normal">b</button><button class="small" size="mini">b</button><button class="first" type="primary">b</button>`,
    ),
    styles: {
      '.plain': { width: '184px', padding: '8px 24px', 'font-weight': '700', color: 'rgb(6, 174, 86)' },
      '.small': { 'font-size': '16px', padding: '0px 12px' },
      '.first': { width: '184px', 'background-color': 'rgb(7, 193, 96)' },
    },
  },
  {
    name: 'wx:for with duplicate keys shows every item; paths into arrays change one',
    source: 'WXML / List rendering / wx:key',
    page: page(
      `data: { list: [{ k: 1, v: 'a' }, { k: 1, v: 'b' }, { k: 2, v: 'c' }] },
      onReady() { this.setData({ 'list[1].v': 'B', 'list[3]': { k: 1, v: 'd' } }); log.push('length ' + this.data.list.length) }`,
      '<text wx:for="{{list}}" wx:key="k">{{index}}{{item.v}} </text>',
    ),
    log: ['length 4'],
    text: '0a 1B 2c 3d',
    told: [/keys are not unique/, /keys are not unique/],
  },
  {
    name: 'properties from attributes: numbers, booleans, a text "false", null for what is not set; WXS in a list',
    source: 'Component constructor / properties; WXML / Data binding; WXS modules',
    page: page(
      `data: { list: [3, 4] }`,
      `<wxs module="m">var times = function (n, i) { return n * i }; module.exports = { times: times }</wxs>
      <c-c n="12" on off="{{false}}" text="false"/><text wx:for="{{list}}" wx:key="*this"> {{m.times(item, index)}}</text>`,
    ),
    components: {
      'c-c': component(
        `properties: { n: Number, on: Boolean, off: Boolean, text: Boolean, none: Object, any: null, list: Array, s: { type: String, value: 'v' } },
        lifetimes: { attached() { const { n, on, off, text, none, any, list, s } = this.properties; log.push(JSON.stringify([n, on, off, text, none, any, list, s])) } }`,
      ),
    },
    log: ['[12,true,false,true,null,null,[],"v"]'],
    text: '0 4',
  },
  {
    name: 'an expression is no text, whatever stands in it',
    source: 'WXML / Data binding / Operators',
    page: page(
      `data: { s: String.fromCharCode(92) + 'n' }`,
      String.raw`<text wx:if="{{2 > 1 && s === '\\n'}}">a</text><text>{{1 < 2 && s === '\\n' ? 'b' : ''}}</text>`,
    ),
    text: 'ab',
  },
  {
    name: 'text is as written: \\n ends a line, entities are decoded by `decode` alone, also in data that changes',
    source: 'text / decode; the official WXML compiler in miniprogram-simulate; mp-html writes its texts so',
    page: page(
      `data: { text: 'a&lt;b' }, onReady() { this.setData({ text: '&amp;lt;' }) }`,
      String.raw`<view>1&lt;</view><text>{{text}}</text><text decode>{{text}} &gt;</text><text>one\ntwo {{'&gt;\n' + 3}}</text>`,
    ),
    text: '1&lt; &amp;lt;&lt; >one two &gt; 3',
  },
  {
    name: 'a template that is not there is named, once for each name',
    source: 'the official WXML compiler’s code warns: Template `x` not found',
    page: page(
      `data: { n: 'computed' }, onReady() { this.setData({ n: 'there' }) }`,
      '<template name="there">seen</template><template wx:for="{{[1, 2]}}" wx:key="*this" is="nowhere" /><template is="{{n}}" />',
    ),
    text: 'seen',
    told: [
      /^case\d+\/page.wxml: template "nowhere" not found$/,
      /^case\d+\/page.wxml: template "computed" not found$/,
    ],
  },
  {
    name: 'a placeholder has the classes of the page or component that writes it, and its own style',
    source: 'input / placeholder-class, placeholder-style',
    page: page(
      '',
      '<input class="first" placeholder="one" placeholder-class="hint" placeholder-style="font-size: 75rpx" /><c-c />',
      '.hint { color: rgb(1, 2, 3) }',
    ),
    components: {
      'c-c': component('', '<input class="second" placeholder="two" placeholder-class="hint" />'),
    },
    text: 'one two',
    styles: {
      '.first span': { color: 'rgb(1, 2, 3)', 'font-size': '39px' },
      '[class$="second"] span': { color: 'rgb(128, 128, 128)' },
    },
  },
  {
    name: 'WXS has its own globals only',
    source: 'WXS syntax / Basic library; the official compiler in miniprogram-simulate',
    page: page(
      '',
      `<wxs module="m">module.exports = [typeof window, typeof wx, typeof Object, typeof Array, typeof Promise, typeof JSON, typeof Math, typeof parseInt].join()</wxs>{{m}}`,
    ),
    text: 'undefined,undefined,undefined,undefined,undefined,object,object,function',
  },
  {
    name: 'WXSS: children are counted, and the smaller and larger side of the window are the phone’s',
    source: 'Framework / View layer / WXSS: selectors',
    page: page(
      '',
      '<view class="list"><text class="odd">1</text><text class="even">2</text></view><view class="size">3</view>',
      `.list text { margin-left: 1px } text:nth-child(even) { margin-right: 2px } .odd:nth-child(2n+1) { margin-right: 3px }
      .size { width: 50vmin; height: 10vmax }`,
    ),
    styles: {
      '.odd': { 'margin-left': '1px', 'margin-right': '3px' },
      '.even': { 'margin-right': '2px' },
      '.size': { width: '195px', height: '80px' },
    },
  },
]
