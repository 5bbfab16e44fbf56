// Events and handlers.
import { component, page } from './program-case'
import type { ProgramCase } from './program-case'

export const events: readonly ProgramCase[] = [
  {
    name: 'an event is plain data without WXS on the page, too',
    source: 'Event system / Event object; TDesign’s retail starter keeps it by setData',
    page: page(
      `tap(event) {
        this.setData({ event })
        log.push(Object.keys(event.target).sort().join())
      }`,
      '<view class="kept" bindtap="tap">kept</view>',
    ),
    taps: ['.kept'],
    log: ['dataset,id,offsetLeft,offsetTop'],
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
    name: 'what a handler gets is the same with WXS in the page and without; no detail is undefined',
    source: 'Event system / Event object; miniprogram-exparser’s triggerEvent',
    page: page(
      `got({ type, target, detail }) { log.push([type, Object.keys(target).sort(), String(detail)].join()) }`,
      '<c-c bind:bare="got" />',
    ),
    components: { 'c-c': component(`lifetimes: { ready() { this.triggerEvent('bare') } }`) },
    log: ['bare,dataset,id,offsetLeft,offsetTop,undefined'],
  },
]
