// Components: slots, behaviors, relations, lifetimes.
import { component, page } from './program-case'
import type { ProgramCase } from './program-case'

export const components: readonly ProgramCase[] = [
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
    name: 'a script that registers nothing is named: a component is missing then, a page is not opened',
    source: 'WeChat’s console: Component is not found in path "x"; Page "x" has not been registered yet',
    page: page('', 'page <c-c/>'),
    components: { 'c-c': { js: '', wxml: 'never' } },
    text: 'page',
    told: [/^Error: case\d+\/c-c: neither Page\(\) nor Component\(\) is called/],
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
]
