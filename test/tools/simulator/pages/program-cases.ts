// Small programs, each a page with its components, and what WeChat makes of them. All are pages of one mini program.

export interface Source {
  readonly wxml?: string
  readonly js: string
  readonly json?: object
}

export interface ProgramCase {
  readonly name: string
  /** The source: a page of WeChat's documentation, or the program that relies on it. */
  readonly source: string
  readonly page: Source
  /** Beside the page, by tag. */
  readonly components?: Readonly<Record<string, Source>>
  /** Further parameters of the simulator's URL. */
  readonly search?: string
  /** Selectors to click, in order. */
  readonly taps?: readonly string[]
  /** What the program has pushed to getApp().log at last. */
  readonly log?: readonly (string | RegExp)[]
  /** The page's text without white space. */
  readonly text?: string
  /** The computed style of selectors: the values of some of its properties. */
  readonly styles?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Each is part of one console error or warning; there are no other errors. */
  readonly told?: readonly (string | RegExp)[]
}

const component = (js = '', wxml = '') => ({ wxml, js: `const { log } = getApp(); Component({ ${js} })` })
const page = (js = '', wxml = '') => ({ wxml, js: `const { log } = getApp(); Page({ ${js} })` })

const stopped = (place: string) => new RegExp(`/${place}: stopped, because`)

/** `.go` runs `js`, `.other` shows whether the page is still alive. */
const stuck = (js: string) =>
  page(
    `data: { n: 0, w: 0 },
    other() { log.push('alive') }, go() {
      ${js} },
    up({ detail }) { this.setData({ n: detail }) }`,
    `<wxs module="m">module.exports.f = function (w) { for (;w;) {} return w }</wxs>
    <view class="go" bindtap="go">go</view><view class="other" bindtap="other">other {{m.f(w)}}</view>
    <c-c n="{{n}}" bind:up="up"/>`,
  )

export const programCases: readonly ProgramCase[] = [
  {
    name: 'an API that the phone lacks is undefined, as feature detection wants, and its call fails by name',
    source: 'Framework / Compatibility',
    page: page(`onLoad() {
      log.push([typeof wx.neverMade, 'neverMade' in wx, wx.canIUse('neverMade'), !!wx.neverMade].join())
      log.push([typeof wx.cloud.neverIs, 'neverIs' in wx.cloud].join())
      wx.neverMade()
    },
    onShow() { wx.cloud.neverIs() },
    onReady() { setTimeout(() => wx.neverMade(), 0); Promise.resolve().then(() => wx.cloud.neverIs()) }`),
    log: [
      'undefined,false,false,false',
      'undefined,false',
      'not in the simulator: wx.neverMade',
      'not in the simulator: wx.cloud.neverIs',
      'not in the simulator: wx.neverMade',
      'wx.cloud.neverIs is not a function',
    ],
    told: [
      /^not in the simulator: wx.neverMade$/,
      /^not in the simulator: wx.cloud.neverIs$/,
      /^not in the simulator: wx.neverMade TypeError/,
      /^not in the simulator: wx.cloud.neverIs TypeError/,
      'not in the simulator: wx.neverMade',
      'TypeError: wx.neverMade is not a function',
      /^Uncaught \(in promise\) not in the simulator: wx.cloud.neverIs/,
    ],
  },
  {
    name: 'a component may be named like an HTML element, and its tag be styled',
    source:
      'Custom components / Tags of custom components (letters, hyphens, underscores); TDesign names its examples `base`',
    page: page('', '<base/><title/><template-x/><form-like/><col/><style-it/>'),
    components: {
      base: component('', 'one'),
      title: component('', 'two'),
      'template-x': component('', '<link/>'),
      link: component('', 'three'),
      'form-like': component('', 'four'),
      col: component('', 'five'),
      'style-it': component('', 'six'),
    },
    text: 'onetwothreefourfivesix',
  },
  {
    name: 'properties may be called `data` and `dataset`, methods like the framework’s',
    source: 'Component constructor / properties; Vant’s button has `dataset`, Wux’s swipe-action `data`',
    page: page(
      'onReady() { this.selectComponent("#c").add() }',
      '<c-c id="c" dataset="{{ {a: 1} }}" data="{{ {b: 2} }}"/>',
    ),
    components: {
      'c-c': component(
        `properties: { dataset: Object, data: Object }, methods: { add() { this.setData({ n: 1 }); this.triggerEvent('x') }, getData() {}, hasListener() {} }`,
        '{{dataset.a}}{{data.b}}{{n}}',
      ),
    },
    text: '121',
  },
  {
    name: 'setData keeps the program’s own values: a function goes on to a child, an equal reference is no change',
    source: 'glass-easel / setData and dataDeepCopy; WeUI’s uploader, Vant’s sticky and tabs',
    page: page(
      `data: { list: [] },
      onLoad() {
        const list = [1], when = new Date(0)
        this.setData({ list, when, nan: NaN, pick: (x) => x + 1 })
        log.push([this.data.list === list, this.data.when === when, this.data.nan, typeof this.data.pick].join())
        list.push(2)
        this.setData({ other: 1 })
      }`,
      '{{list.length}} <c-c list="{{list}}" pick="{{pick}}"/>',
    ),
    components: {
      'c-c': component(
        `properties: { list: { type: Array, observer(list) { log.push('list ' + list.length); this.setData({ list }) } }, pick: null },
        observers: { pick(pick) { if (pick) log.push('pick ' + pick(1)) } }`,
        '{{list.length}}',
      ),
    },
    log: ['list 0', 'pick 2', 'list 1', 'true,true,NaN,function'],
    text: '1 1',
    told: [/^case\d+\/page: setData drops "pick": it is a function$/],
  },
  {
    name: 'what the view does not get is reported once for all elements of an array',
    source: 'Framework / Performance / Using setData well',
    page: page(
      `data: { kept: 'kept' }, onLoad() { this.setData({ list: [{ x: undefined }, { x: undefined }], kept: undefined }); log.push(this.data.kept) }`,
    ),
    log: ['kept'],
    told: [/setData drops "list.0.x": it is undefined$/, /setData drops "kept": it is undefined$/],
  },
  {
    name: 'wx://component-export decides what selectComponent gives; other wx:// behaviors are refused by name',
    source: 'Custom components / behaviors / wx://component-export (2.2.3)',
    page: page(
      `onReady() { log.push(JSON.stringify([this.selectComponent('#c'), this.selectAllComponents('.c')])) }`,
      '<c-c id="c" class="c"/><d-d/>',
    ),
    components: {
      'c-c': component(`behaviors: ['wx://component-export'], export() { return { mine: 1 } }`, 'c'),
      'd-d': component(`behaviors: ['wx://proxy-scroll-view', 'wx://form-field']`, 'd'),
    },
    log: ['[{"mine":1},[{"mine":1}]]'],
    text: 'cd',
    told: [/^not in the simulator: behavior wx:\/\/proxy-scroll-view$/],
  },
  {
    name: 'getCurrentPages has the page from its components’ creation on, with route and options',
    source: 'Framework / Registering pages / getCurrentPages; TDesign’s and Vant’s router helpers',
    page: page(`onLoad() { log.push(getCurrentPages().length + ' load') }`, '<c-c/>'),
    components: {
      'c-c': component(`lifetimes: {
        created() { log.push(getCurrentPages().length + ' created') },
        attached() {
          const [page] = getCurrentPages()
          log.push([page.route.slice(-4), page.options.a, typeof page.setData].join())
          page.setData({ n: 1 })
        },
      }`),
    },
    search: '&query=a%3D1',
    log: ['1 created', 'page,1,function', '1 load'],
  },
  {
    name: 'getSystemInfo calls back before it returns',
    source: 'wx.getSystemInfo: "异步的调用格式，但是是同步返回"; ColorUI computes its navigation bar so',
    page: page(`onLoad() {
      wx.getSystemInfo({ success: ({ windowWidth, errMsg }) => log.push(windowWidth + errMsg), complete: () => log.push('complete') })
      log.push('returned')
      wx.getSystemInfo().then(({ windowWidth }) => log.push('promised ' + windowWidth))
    }`),
    log: ['390getSystemInfo:ok', 'complete', 'returned', 'promised 390'],
  },
  {
    name: 'a WXS function that handles an event or observes a property is refused by name; the rest of the page works',
    source: 'Framework / View layer / Event system / WXS responding to events (2.4.4)',
    page: page(
      `data: { x: 1 }, tap() { log.push('page tapped') }`,
      `<wxs module="m">module.exports = { tap: function (event, owner) { owner.callMethod('tap') }, seen: function (a, b, owner) { owner.getState() } }</wxs>
      <c-c class="w" bind:tap="{{m.tap}}" x="{{x}}" change:x="{{m.seen}}" /><view class="p" bindtap="tap">2</view>`,
    ),
    components: { 'c-c': component('properties: { x: Number }', '{{x}}') },
    taps: ['.w', '.p'],
    log: [
      'Error: not in the simulator: a WXS function that observes a property',
      'Error: not in the simulator: a WXS function that handles an event',
      'page tapped',
    ],
    text: '1 2',
    told: [/a WXS function that observes a property/, /a WXS function that handles an event/],
  },
  {
    name: 'setData after the page has gone is silent',
    source: 'Page reference / onUnload; answers arrive late in any program',
    page: page(
      `data: { list: [] }, onLoad({ late }) {
        if (!late) return wx.navigateTo({ url: 'page?late=1' })
        setTimeout(() => wx.navigateBack({ success: () => {
          this.setData({ list: [1, 2], text: 'late' })
          log.push('late ' + this.data.text)
        } }), 20)
      }`,
      '<block wx:for="{{list}}" wx:key="*this"><button type="primary">{{item}}</button><image src="{{text}}"/><scroll-view>{{text}}</scroll-view><input value="{{text}}"/><c-c/></block>',
    ),
    components: { 'c-c': component(`lifetimes: { attached() { log.push('attached') } }`, '<text>c</text>') },
    log: ['late late'],
    text: '',
  },
  {
    name: 'a component that throws while it is loaded is missing; the others and the page are there',
    source: 'seen on phones: one wx.cloud.database() in an app-wide component of Vant’s example',
    page: page('', 'page <c-c/><d-d/>'),
    components: {
      'c-c': { js: `const { log } = getApp(); log.nothing.fails; Component({})`, wxml: 'never' },
      'd-d': component('', 'other'),
    },
    text: 'page other',
    told: [/^TypeError: Cannot read properties of undefined \(reading 'fails'\)/],
  },
  {
    name: 'an attribute that begins with a colon is accepted',
    source: 'TDesign’s config-provider',
    page: page('', '<view :foo="1" class="x">seen</view>'),
    text: 'seen',
    told: ['not in the simulator: <view foo>'],
  },
  {
    name: 'a refused API’s rejection tells its message',
    source: 'wx.navigateBack; App / onUnhandledRejection',
    page: page(`onReady() { wx.navigateBack() }`),
    log: ['navigateBack:fail cannot navigate back at first page.'],
    told: [/^Uncaught \(in promise\) \{"errMsg":"navigateBack:fail cannot navigate back at first page\."\}$/],
  },
  {
    name: 'what throws in a page or component is told, and the rest goes on',
    source: 'App / onError; Page reference / Lifecycle',
    page: page(
      `data: { n: 0 }, onLoad() { throw new Error('in onLoad') }, onShow() { throw new Error('in onShow') }, onReady() { log.push('ready'); this.setData({ n: 1 }) }`,
      '<c-c n="{{n}}"/>',
    ),
    components: {
      'c-c': component(
        `properties: { n: Number }, lifetimes: { created() { throw new Error('in created') }, attached() { throw new Error('in attached') } },
        observers: { n() { throw new Error('in observer') } }`,
        'seen {{n}}',
      ),
    },
    log: [
      'Error: in created',
      'Error: in observer',
      'Error: in attached',
      'Error: in onLoad',
      'Error: in onShow',
      'ready',
      'Error: in observer',
    ],
    text: 'seen 1',
    told: [/in created/, /in observer/, /in attached/, /in onLoad/, /in onShow/, /in observer/],
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
    name: 'slots: named, repeated by conditions, with the page’s own data and handlers',
    source: 'Custom components / Template and style / slot',
    page: page(
      `data: { on: true, who: 'me' }, tap() { this.setData({ on: false, who: 'you' }); log.push('page tapped') }`,
      '<c-c on="{{on}}"><view slot="a" class="t" bindtap="tap">{{who}}</view><text>rest</text><text wx:for="{{[1, 2]}}" wx:key="*this" slot="b">{{item}}</text></c-c>',
    ),
    components: {
      'c-c': component(
        `options: { multipleSlots: true }, properties: { on: Boolean }`,
        '<slot wx:if="{{on}}" name="b"/><text>|</text><slot/><text>|</text><slot name="a"/><slot wx:if="{{!on}}" name="b"/>',
      ),
    },
    taps: ['.t'],
    log: ['page tapped'],
    text: '|rest| you 12',
  },
  {
    name: 'relations link and unlink children and parents, also through a list',
    source: 'Custom components / Relations between components',
    page: page(
      `data: { list: ['a', 'b'] }, onReady() { log.push('all ' + this.selectComponent('#p').names()); this.setData({ list: ['b'] }) }`,
      '<p-p id="p"><view><c-c wx:for="{{list}}" wx:key="*this" name="{{item}}"/></view></p-p>',
    ),
    components: {
      'p-p': component(
        `relations: { './c-c': { type: 'descendant',
          linked(target) { log.push('linked ' + target.data.name) }, unlinked(target) { log.push('unlinked ' + target.data.name) } } },
        methods: { names() { return this.getRelationNodes('./c-c').map(({ data }) => data.name).join() } }`,
        '<slot/>',
      ),
      'c-c': component(
        `properties: { name: String },
        relations: { './p-p': { type: 'ancestor', linked() { log.push(this.data.name + ' has a parent') } } }`,
      ),
    },
    log: ['linked a', 'a has a parent', 'linked b', 'b has a parent', 'all a,b', 'unlinked a'],
  },
  {
    name: 'observers on paths and several fields; each is called once a setData',
    source: 'Custom components / Data observers',
    page: page(
      `onReady() { const c = this.selectComponent('#c'); c.setData({ 'list[1].x': 5 }); c.setData({ a: 1, b: 2 }); c.setData({ list: [] }) }`,
      '<c-c id="c"/>',
    ),
    components: {
      'c-c': component(
        `data: { list: [{ x: 1 }, { x: 2 }], a: 0, b: 0 },
        observers: {
          'list[1].x'(x) { log.push('x ' + x) }, 'list[0]'(first) { log.push('first ' + JSON.stringify(first)) },
          list(list) { log.push('list ' + list.length) }, 'a, b'(a, b) { log.push('a,b ' + a + b) },
          '**'() { log.push('any') }
        }`,
      ),
    },
    log: ['x 5', 'any', 'a,b 12', 'any', 'x undefined', 'first undefined', 'list 0', 'any'],
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
    name: 'triggerEvent: bubbles within the component’s user, composed beyond; target and currentTarget',
    source: 'Custom components / Communication and events / triggerEvent',
    page: page(
      `got({ type, target, currentTarget, detail }) { log.push([type, 'target ' + target.id, 'at ' + currentTarget.id, detail].join(' ')) }`,
      '<view id="around" bind:plain="got" bind:up="got" bind:far="got"><p-p id="p" bind:plain="got" bind:up="got" bind:far="got"/></view>',
    ),
    components: {
      'p-p': component(
        `methods: { inner({ type, target, currentTarget }) { log.push(['p-p', type, target.id, currentTarget.id].join(' ')) } }`,
        '<view id="box" bind:plain="inner" bind:up="inner" bind:far="inner"><c-c id="c"/></view>',
      ),
      'c-c': component(
        `lifetimes: { ready() {
          this.triggerEvent('plain', 1); this.triggerEvent('up', {}, { bubbles: true }); this.triggerEvent('far', 3, { bubbles: true, composed: true })
        } }`,
      ),
    },
    log: ['p-p up c box', 'p-p far c box', 'far target p at p 3', 'far target p at around 3'],
  },
  {
    name: 'behaviors: nested ones first, the component’s own fields win, lifetimes all run, pages have them too',
    source: 'Custom components / behaviors',
    page: {
      js: `const { log } = getApp()
      const inner = Behavior({ data: { a: 'inner', b: 'inner' }, lifetimes: { attached() { log.push('inner attached') } }, methods: { say() { return 'inner' }, only() { return 'only inner' } } })
      const outer = Behavior({ behaviors: [inner], data: { b: 'outer', c: 'outer' }, lifetimes: { attached() { log.push('outer attached') } }, methods: { say() { return 'outer' } } })
      Page({ behaviors: [outer], data: { c: 'page' }, onLoad() { log.push([this.data.a, this.data.b, this.data.c, this.say(), this.only()].join()) } })`,
    },
    log: ['inner attached', 'outer attached', 'inner,outer,page,outer,only inner'],
  },
  {
    name: 'a page made by Component(): properties from the query, methods as lifecycle, page lifetimes',
    source: 'Custom components / Constructing a page with Component',
    page: component(
      `properties: { n: Number, on: Boolean }, data: { seen: '' },
      lifetimes: { attached() { log.push('attached ' + this.data.n) } }, pageLifetimes: { show() { log.push('page show') } },
      methods: { onLoad({ n }) { log.push('load ' + n + typeof n + this.data.n); this.setData({ seen: 'yes' }) }, onShow() { log.push('show') }, onReady() { log.push('ready') } }`,
      '{{n + 1}} {{seen}}',
    ),
    search: '&query=n%3D4',
    log: ['attached 4', 'load 4string4', 'page show', 'show', 'ready'],
    text: '5 yes',
  },
  {
    name: 'a page that goes elsewhere while it is loaded ends in order',
    source: 'wx.reLaunch, wx.navigateTo; Page reference / Lifecycle',
    page: page(
      `onLoad({ step = 'first' }) {
        this.step = step
        log.push(step + ' load')
        if (step === 'first') wx.navigateTo({ url: 'page?step=second' })
        if (step === 'second') wx.reLaunch({ url: 'page?step=third' })
      },
      onShow() { log.push(this.step + ' show') }, onHide() { log.push(this.step + ' hide') }, onUnload() { log.push(this.step + ' unload') }`,
    ),
    log: [
      'first load',
      'first show',
      'first hide',
      'second load',
      'second show',
      'second unload',
      'first unload',
      'third load',
      'third show',
    ],
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
    name: 'components come and go with wx:if: attached parents first, detached children first; the owner is found',
    source: 'Custom components / Component lifetimes; selectOwnerComponent (2.8.2)',
    page: page(`data: { on: true }, onReady() { this.setData({ on: false }) }`, '<p-p wx:if="{{on}}"/>'),
    components: {
      'p-p': component(
        `lifetimes: { attached() { log.push('p attached') }, detached() { log.push('p detached') } }`,
        '<c-c/>',
      ),
      'c-c': component(
        `lifetimes: { attached() { log.push('c attached in ' + this.selectOwnerComponent().is.slice(-3)) }, ready() { log.push('c ready') }, detached() { log.push('c detached') } }`,
      ),
    },
    log: ['p attached', 'c attached in p-p', 'c ready', 'c detached', 'p detached'],
  },
  {
    name: 'a page’s options are as written: not decoded, a second = ends a value, none is "undefined"',
    source: 'didi/mpx #1811, NervJS/taro #11433; developers’ community 0004e8d93c4c080eddc36298661800',
    page: page(
      `onLoad(options) {
        if (options.n !== '1') return wx.navigateTo({ url: 'page?n=1&a=%E4%BD%A0&b=1+2&c&d=x==y&e=&f=你?g=h' })
        log.push(JSON.stringify(getCurrentPages()[0].options), JSON.stringify(options))
      }`,
    ),
    search: '&query=a%3D%25E4%26b%26',
    log: [
      '{"a":"%E4","b":""}',
      '{"n":"1","a":"%E4%BD%A0","b":"1+2","c":"undefined","d":"x","e":"","f":"你"}',
    ],
  },
  {
    name: 'a page whose files are missing says so',
    source: 'the simulator’s own promise',
    page: page(`onLoad() { wx.navigateTo({ url: '/none/page', fail: ({ errMsg }) => log.push(errMsg) }) }`),
    log: [/^navigateTo:fail miniprogram\/app.json:1:\d+ page none\/page needs none\/page.wxml/],
  },
  {
    name: 'functions of a page that are never called are named, and a scroll-view that would have to go sideways',
    source: 'Page reference: Page event handlers; scroll-view / scroll-into-view',
    page: page(
      'onPullDownRefresh() {}, onTabItemTap() {}, onPageScroll() {}, onShareAppMessage() {}',
      '<scroll-view scroll-x scroll-into-view="to"><view id="to">to</view></scroll-view>',
    ),
    text: 'to',
    told: [
      /^not in the simulator: onTabItemTap$/,
      /^not in the simulator: onPullDownRefresh$/,
      /^not in the simulator: <scroll-view scroll-x scroll-into-view>$/,
    ],
  },
  {
    name: 'a handler that no method has is named; so is a WXS function within an expression, and a text that an input gets back',
    source:
      'WeChat’s console: Component "x" does not have a method "y" to handle event "tap"; TDesign’s swipe-cell; input / bindinput',
    page: page(
      `data: { off: false }, typed() { log.push('typed'); return 'other' }, tap() { log.push('tapped') }`,
      `<wxs module="m">module.exports = { tap: function (event, owner) { owner.callMethod('tap') } }</wxs>
      <view class="none" bindtap="nowhere">1</view><view class="empty" catchtap="">2</view><view class="wxs" bindtap="{{off || m.tap}}">3</view>
      <c-c bind:input="typed" bind:tap="tap"/>`,
    ),
    components: {
      'c-c': component(
        `methods: { tap() { this.triggerEvent('input') } }`,
        '<view class="typed" bindtap="tap">4</view>',
      ),
    },
    taps: ['.none', '.empty', '.wxs', '[class$="typed"]'],
    log: [
      'Error: not in the simulator: a WXS function that handles an event',
      'typed',
      'Error: not in the simulator: a text that an input handler returns',
      'tapped',
    ],
    told: [
      /^case\d+\/page has no method "nowhere" to handle an event$/,
      /a WXS function that handles an event/,
      /a text that an input handler returns/,
    ],
  },
  {
    name: 'touches and tap count from the top of the page, client coordinates from the top of the window',
    source: 'Event system / touches: pageY "距离文档左上角的距离", clientY "距离页面可显示区域左上角距离"',
    page: page(
      `onReady() { wx.pageScrollTo({ scrollTop: 300, duration: 0 }) },
      tap({ type, touches: [{ pageY, clientY }], detail }) { log.push([type, pageY - clientY, detail.y - clientY].join()) }`,
      '<view style="height: 400px" /><view class="tap" bindtap="tap" bindtouchstart="tap">1</view><view style="height: 2000px" />',
    ),
    taps: ['.tap'],
    log: ['touchstart,300,300', 'tap,300,300'],
  },
  {
    name: 'a script that registers nothing is named: a component is missing then, a page is not opened',
    source: 'WeChat’s console: Component is not found in path "x"; Page "x" has not been registered yet',
    page: page('', 'page <c-c/>'),
    components: { 'c-c': { js: '', wxml: 'never' } },
    text: 'page',
    told: [/^Error: case\d+\/c-c: neither Page\(\) nor Component\(\) is called/],
  },
  {
    name: 'a value that contains itself is named',
    source: 'setData passes JSON to the view',
    page: page('onLoad() { const own = {}; own.own = own; this.setData({ own }) }', 'page'),
    text: 'page',
    log: ['TypeError: Converting circular structure to JSON'],
    told: [/^TypeError: Converting circular structure to JSON/],
  },
  {
    name: 'a relation’s target may be a behavior that others have',
    source: 'Custom components / Relations between components / target',
    page: page('', '<p-p><c-c n="1"/><c-c n="2"/></p-p>'),
    components: {
      'p-p': {
        js: `const { log } = getApp(); const target = (getApp().common ??= Behavior({}))
        Component({ relations: { item: { type: 'child', target, linked({ data }) { log.push('linked ' + data.n) } } } })`,
        wxml: '<slot/>',
      },
      'c-c': {
        js: `Component({ behaviors: [getApp().common ??= Behavior({})], properties: { n: Number }, relations: { './p-p': { type: 'parent' } } })`,
      },
    },
    log: ['linked 1', 'linked 2'],
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
    name: 'WXS has its own globals only',
    source: 'WXS syntax / Basic library; the official compiler in miniprogram-simulate',
    page: page(
      '',
      `<wxs module="m">module.exports = [typeof window, typeof wx, typeof Object, typeof Array, typeof Promise, typeof JSON, typeof Math, typeof parseInt].join()</wxs>{{m}}`,
    ),
    text: 'undefined,undefined,undefined,undefined,undefined,object,object,function',
  },
  {
    name: 'a loop that never yields is stopped and named, though it catches the error',
    source: 'the simulator’s own promise; a phone would freeze',
    page: stuck('while (true) { try { JSON.stringify(wx) } catch {} }'),
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [stopped('page.js:3'), 'alive'],
    told: [stopped('page.js:3')],
  },
  {
    name: 'observers that set each other for ever are stopped',
    source: 'Custom components / Data observers: "可能会导致死循环"',
    page: stuck('this.setData({ n: 1 })'),
    components: {
      'c-c': component(
        `properties: { n: Number },
        observers: {
          n(n) { if (n) this.setData({ m: n }) },
          m(m) { if (m) this.setData({ n: m }) },
        }`,
        'c',
      ),
    },
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [stopped('c-c.js:[34]'), 'alive'],
    told: [stopped('c-c.js:[34]')],
  },
  {
    name: 'components that set each other in promises for ever are stopped',
    source: 'the simulator’s own promise',
    page: stuck('this.setData({ n: 1 })'),
    components: {
      'c-c': component(
        `properties: { n: { type: Number, observer(n) { Promise.resolve().then(() => this.triggerEvent('up', n + 1)) } } }`,
        'c',
      ),
    },
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [stopped('(page.js:4|c-c.js:1)'), 'alive'],
    told: [stopped('(page.js:4|c-c.js:1)')],
  },
  {
    name: 'an async function that awaits itself for ever is stopped',
    source: 'the simulator’s own promise',
    page: stuck('const again = async () => { await null; return again() }; void again()'),
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [stopped('page.js:3'), 'alive'],
    told: [stopped('page.js:3')],
  },
  {
    name: 'a chain of promises without end is stopped',
    source: 'the simulator’s own promise',
    page: stuck('const next = () => Promise.resolve().then(next); next()'),
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [stopped('page.js:3'), 'alive'],
    told: [stopped('page.js:3')],
  },
  {
    name: 'a loop in WXS is stopped, too',
    source: 'the simulator’s own promise',
    page: stuck('this.setData({ w: 1 })'),
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [stopped('page.wxml'), 'alive'],
    told: [stopped('page.wxml')],
  },
  {
    name: 'a list without end is stopped, too',
    source: 'the simulator’s own promise',
    page: page(
      `data: { n: 0 }, go() { this.setData({ n: 1e6 }) }, other() { log.push('alive') }`,
      '<view class="go" bindtap="go">go</view><view class="other" bindtap="other">other</view><view wx:for="{{n}}" wx:key="*this" hidden/>',
    ),
    search: '&stopAfterMs=50',
    taps: ['.go', '.other'],
    log: [/<view>: stopped, because/, 'alive'],
    told: [/^Use number as for-list/, /^Use number as for-list/, /<view>: stopped, because/],
  },
]
