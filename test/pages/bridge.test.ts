/** @jest-environment jsdom */
// The cost of an answer between logic and view: calls and bytes of setData, counted on the real page.
import path from 'node:path'
import { configFor } from '../../miniprogram/config'
import { createPracticeSession } from '../../miniprogram/core/session/session-runner'
import { createFakeClock } from '../fakes/fake-clock'
import { createFakeRecorder, someRecording } from '../fakes/fake-recorder'
import { createFakeRecordings } from '../fakes/fake-recordings'
import { createFakeTransport } from '../fakes/fake-transport'
import { createPracticePresenter } from '../../miniprogram/pages/practice/practice-presenter'
import { loadPage, type Rendered } from '../components/simulate'
import { createFakeServices, type FakeServices } from './fake-services'

const { limits } = configFor('release', false)
const parserPath = path.resolve(__dirname, '../../miniprogram/miniprogram_npm/mp-html/parser')
const frameMs = 20

const english =
  'I come from a mid-sized city on the coast, and what I love most is how close everything is to the water. On a summer evening half the neighbourhood drifts down to the seafront, to see who is there. '
const chinese =
  '那里的人从来不着急，这是我最喜欢的一点，所以每次回去都能慢下来。傍晚大家都到海边散步，总能遇到认识的人，聊上几句再回家。'

interface Cost {
  readonly calls: number
  readonly bytes: number
  readonly seconds: number
}

/** Streams `text` as the service writes it; `open` creates the page and passes each patch to `count`. */
async function stream(
  text: string,
  lettersAFrame: number,
  open: (services: FakeServices, count: (patch: object) => void) => void,
): Promise<Cost> {
  const clock = createFakeClock()
  const recorder = createFakeRecorder()
  const transport = createFakeTransport()
  const recordings = createFakeRecordings()
  const session = createPracticeSession({ clock, recorder, transport, recordings }, limits)
  let [calls, bytes] = [0, 0]
  open({ ...createFakeServices('en'), openSession: () => session }, (patch) => {
    calls += 1
    bytes += Buffer.byteLength(JSON.stringify(patch))
  })
  session.record(null)
  recorder.last().handlers.onStart()
  recorder.last().handlers.onStop(someRecording)
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  session.send()

  // counts only the answer, from its first frame to its end
  ;[calls, bytes] = [0, 0]
  const startMs = clock.nowMs()
  const exchange = transport.last()
  exchange.handlers.onRequest()
  for (let at = 0; at < text.length; at += lettersAFrame) {
    exchange.content(text.slice(at, at + lettersAFrame))
    clock.advance(frameMs)
  }
  exchange.handlers.onEnd()
  return { calls, bytes, seconds: (clock.nowMs() - startMs) / 1_000 }
}

function paragraphsOf(sample: string, length: number, count: number): string[] {
  const each = sample.repeat(Math.ceil(length / count / sample.length)).slice(0, length / count)
  return Array<string>(count).fill(each)
}

function expectCheap({ calls, bytes, seconds }: Cost, text: string): void {
  // 500 for what the page shows around the text: how it ended, what comes next
  expect((bytes - 500) / Buffer.byteLength(text)).toBeLessThanOrEqual(3.5)
  expect(calls / seconds).toBeLessThanOrEqual(20)
}

test.each([
  ['2,000 letters', english, 2_000, 4, 10],
  ['20,000 letters', english, 20_000, 4, 50],
  ['2,000 Chinese characters', chinese, 2_000, 2, 10],
  ['20,000 Chinese characters', chinese, 20_000, 2, 50],
])(
  '%s: at most 3.5 times the payload and 500 bytes, in 20 calls a second',
  async (_name, sample, length, lettersAFrame, count) => {
    const text = paragraphsOf(sample, length, count).join('\n\n')
    const cost = await stream(
      text,
      lettersAFrame,
      (services, show) => void createPracticePresenter(services, show),
    )
    expectCheap(cost, text)
  },
)

test('the rendered page is as cheap, and mp-html parses each paragraph once', async () => {
  const render = loadPage('practice')
  const Parser = jest.requireActual<new () => { parse(content: string): unknown[] }>(parserPath)
  const parse = jest.spyOn(Parser.prototype as { parse(content: string): unknown[] }, 'parse')
  const paragraphs = paragraphsOf(chinese, 1_000, 5)
  const text = paragraphs.join('\n\n')
  let page: Rendered | undefined
  const cost = await stream(text, 4, (services, count) => {
    Object.assign(globalThis, { getApp: () => ({ services }) })
    const { instance } = (page = render())
    const { setData } = instance
    instance.setData = function (this: object, patch) {
      count(patch)
      setData.call(this, patch)
    }
  })
  expect(page?.dom.textContent).toContain(paragraphs[0]?.slice(0, 40))
  expect(parse).toHaveBeenCalledTimes(paragraphs.length)
  parse.mockRestore()
  page?.detach()
  expectCheap(cost, text)
})

test.each(['zh', 'en'] as const)(
  'the first view of the practice page: at most 1 kB in addition to its texts (%s)',
  (language) => {
    let bytes = 0
    createPracticePresenter(createFakeServices(language), ({ t: _texts, ...others }) => {
      bytes += Buffer.byteLength(JSON.stringify(others))
    }).shown()
    expect(bytes).toBeGreaterThan(300)
    expect(bytes).toBeLessThanOrEqual(1_000)
  },
)
