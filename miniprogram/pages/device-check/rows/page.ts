// Rows about the page, the system around it, and how fast both are.
import type { RawFailure } from '../../../core/device'
import { createAnswerStream } from '../../../core/answer/answer-stream'
import { utf8Bytes } from '../../../core/utf8-bytes'
import { deviates, failureText, judge, ok, unknown, type Finding, type Row } from '../row'

const paints = 20

const contentLength = 40
const frameCount = 500
/** What a phone has to spare: the answer comes in over a minute. */
const decodeMaxMs = 1_000

/** An answer of 20,000 characters as it comes over the wire, a chunk a frame. */
function knownStream(): Uint8Array[] {
  const sentence = 'Well, I’d say it’s très calme – 🎉 – and that’s why I like it. '
  const long = sentence.repeat(Math.ceil((contentLength * frameCount) / sentence.length))
  return Array.from({ length: frameCount }, (_, index) => {
    const content = long.slice(index * contentLength, (index + 1) * contentLength)
    return utf8Bytes(`${JSON.stringify({ result: { logid: '1', uid: '1', content } })}\n`)
  })
}

/** Ok if WeChat says that it did it. */
const succeeds = (call: Promise<unknown>): Promise<Finding> =>
  call.then(
    () => ok('success'),
    (failure: RawFailure) => deviates(failureText(failure)),
  )

const px = (value: number) => `${Math.round(value)} px`

export const pageRows: readonly Row[] = [
  {
    ...{ id: 'viewport', group: 'page', source: 'V wx.getWindowInfo' },
    expected: '100vh is windowHeight, without the navigation bar',
    async run({ system }) {
      const page = await system.measure('.page')
      const { windowHeight } = system.window()
      if (!page) return unknown('not measured')
      return judge(
        Math.abs(page.height - windowHeight) <= 1,
        `${px(page.height)}, windowHeight ${px(windowHeight)}`,
      )
    },
  },
  {
    ...{ id: 'safe-area', group: 'page', source: 'V wx.getWindowInfo' },
    expected: 'env(safe-area-inset-bottom) is what safeArea leaves at the bottom',
    async run({ system }) {
      const inset = await system.measure('.inset')
      const { screenHeight, safeAreaBottom } = system.window()
      if (!inset || screenHeight === undefined || safeAreaBottom === undefined) return unknown('not measured')
      const left = screenHeight - safeAreaBottom
      return judge(Math.abs(inset.height - left) <= 1, `${px(inset.height)}, safeArea leaves ${px(left)}`)
    },
  },
  {
    ...{ id: 'theme', group: 'page', source: 'V dark mode guide' },
    expected: 'style sheets and getAppBaseInfo name the same theme',
    async run({ system }) {
      const scheme = await system.measure('.scheme')
      const theme = system.theme()
      if (!scheme || theme === undefined)
        return unknown(`style sheets ${scheme ? 'measured' : 'not measured'}, theme missing`)
      const styled = scheme.width > 1.5 ? 'dark' : 'light'
      return judge(styled === theme, `${styled} in style sheets, ${theme} in getAppBaseInfo`)
    },
  },
  {
    ...{ id: 'bar-colours', group: 'page', source: 'V wx.setNavigationBarColor' },
    expected: 'code can colour the navigation bar',
    ...{ isByHand: true, limitMs: 600_000 },
    async run(world) {
      const { system } = world
      world.atEnd(() => void system.colourBar(null).catch(() => undefined))
      const finding = await succeeds(system.colourBar({ front: '#ffffff', background: '#8a1c1c' }))
      if (finding.verdict !== 'ok') return finding
      const isSeen = await world.ask('Is the bar at the top of this page red, with white words?')
      return judge(isSeen, isSeen ? 'red, with white words' : 'success, but not as seen')
    },
  },
  {
    ...{ id: 'tab-bar-elsewhere', group: 'page', source: 'R ijry/uview-plus#1017' },
    expected: 'colouring the tab bar from a page without one is a fail',
    run: ({ system }) =>
      system.colourTabBar().then(
        () => deviates('success'),
        (failure: RawFailure) => ok(failureText(failure)),
      ),
  },
  {
    ...{ id: 'privacy', group: 'page', source: 'V wx.getPrivacySetting' },
    expected: 'WeChat says whether the privacy guide must still be agreed to',
    run: ({ system }) =>
      system.privacySetting().then(
        ({ needAuthorization }) =>
          judge(typeof needAuthorization === 'boolean', `needAuthorization ${String(needAuthorization)}`),
        (failure: RawFailure) => deviates(failureText(failure)),
      ),
  },
  {
    ...{
      id: 'clipboard',
      group: 'page',
      source: 'R 112: the operator has not declared it; 104: not agreed to',
    },
    expected: 'text can be copied',
    run: ({ system }) => succeeds(system.copy('device check')),
  },
  {
    ...{ id: 'screen-on', group: 'page', source: 'R battery saver' },
    expected: 'the screen can be kept on',
    async run({ system }) {
      const finding = await succeeds(system.keepScreenOn(true))
      await system.keepScreenOn(false).catch(() => undefined)
      return finding
    },
  },
  {
    ...{ id: 'random', group: 'page', source: 'V wx.getRandomValues' },
    expected: '16 random bytes come',
    run: async ({ system }) => {
      const count = await system.randomBytes(16)
      return judge(count === 16, `${count} bytes`)
    },
  },
  {
    ...{ id: 'promise', group: 'page', source: 'V JavaScript support guide: a task on iOS 15 and below' },
    expected: 'a promise calls back before a timer that was set earlier (a microtask)',
    run: ({ clock, system }) =>
      new Promise((resolve) => {
        const order: string[] = []
        const note = (name: string) => () => {
          order.push(name)
          if (order.length === 2) resolve(judge(order[0] === 'promise', `${order.join(' before ')}`))
        }
        clock.setTimer(0, note('timer'))
        system.afterPromise(note('promise'))
      }),
  },
  {
    ...{ id: 'decoder', group: 'page', source: 'docs/bench.md' },
    expected: `an answer of 20,000 characters is decoded in ${decodeMaxMs} ms`,
    run({ clock }) {
      const chunks = knownStream()
      const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
      const fromMs = clock.monotonicMs()
      for (const chunk of chunks) stream.feed(chunk)
      const outcome = stream.end()
      const tookMs = clock.monotonicMs() - fromMs
      return Promise.resolve(judge(tookMs <= decodeMaxMs && outcome === 'done', `${tookMs} ms, ${outcome}`))
    },
  },
  {
    ...{ id: 'set-data', group: 'page', source: 'V setData guide' },
    expected: `${paints} calls of setData, each after the one before was painted, in 1 s`,
    async run({ clock, paint }) {
      const fromMs = clock.monotonicMs()
      for (let count = 1; count <= paints; count += 1) await paint({ count })
      const tookMs = clock.monotonicMs() - fromMs
      const aSecond = Math.round((paints * 1_000) / Math.max(1, tookMs))
      return judge(tookMs <= 1_000, `${tookMs} ms, ${aSecond} a second`)
    },
  },
]
