// Programs that would never yield.
import { component, page } from './program-case'
import type { ProgramCase } from './program-case'

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

export const runaway: readonly ProgramCase[] = [
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
