// Pages: stack, options, lifecycle.
import { component, page } from './program-case'
import type { ProgramCase } from './program-case'

export const pages: readonly ProgramCase[] = [
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
    name: 'a window of another size is told to components, pages and listeners',
    source: 'Framework / View layer / Responding to changes of the display area; wx.onWindowResize',
    page: page(
      `onLoad() { wx.onWindowResize(({ size }) => log.push('wx ' + JSON.stringify(size))) },
      onResize({ size }) { log.push('page ' + JSON.stringify(size)) }`,
      '<c-c/>',
    ),
    components: {
      'c-c': component(`pageLifetimes: { resize({ size }) { log.push('component ' + size.windowWidth) } }`),
    },
    resized: { width: 320, height: 568 },
    log: [
      'component 320',
      'page {"windowWidth":320,"windowHeight":524}',
      'wx {"windowWidth":320,"windowHeight":524}',
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
    name: 'a file that registers a second page or component says so',
    source: 'WeChat’s console: Please do not register multiple Pages',
    page: page('', 'page <c-c/>'),
    components: { 'c-c': { js: 'Component({}); Component({})', wxml: 'first' } },
    text: 'page first',
    told: [/^Error: case\d+\/c-c: Page\(\) or Component\(\) is called once more/],
  },
]
