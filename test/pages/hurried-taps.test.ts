// Every pair of states of the pages with a take or an answer, and taps in a hurry at one place: what may not happen.
import { AppError } from '../../miniprogram/core/errors'
import { answered, createMockSet } from '../../miniprogram/core/mock/mock-set'
import type { MockRunner } from '../../miniprogram/core/mock/mock-runner'
import type { MockState } from '../../miniprogram/core/mock/mock-state'
import { createAttemptPresenter } from '../../miniprogram/pages/attempt/attempt-presenter'
import { createMockPresenter } from '../../miniprogram/pages/mock/mock-presenter'
import { createPracticePresenter } from '../../miniprogram/pages/practice/practice-presenter'
import type { DockButton } from '../../miniprogram/components/action-dock/action-dock'
import type { Patch } from '../../miniprogram/presentation/patch'
import { presented, type PagePresenter } from '../../miniprogram/presentation/presented'
import type { TakeControl } from '../../miniprogram/presentation/take/take-view'
import { launchMock, questions } from '../core/mock/mock-world'
import { applyPatch } from './apply-patch'
import { createStoredAttempts } from './attempt-services'
import { withAppearance } from './fake-appearance'
import { createFakeServices } from './fake-services'
import { servicesOf } from './mock/open-mock'
import { ended, idle, recorded, sending, streaming, taking } from './states'

interface Target {
  readonly id: string
  /** With what it is about. */
  readonly act: string
  readonly event: { type: string; dataset: object; detail: object }
}

/** A page whose acts are only written down, in states that the test chooses. */
interface Walked {
  readonly log: string[]
  readonly states: readonly (() => void)[]
  /** Everything on it that a tap can hit. */
  targets(): Target[]
  tap(target: Target, atMs: number, x: number): void
}

let nowMs = 0

function walk(
  create: (show: (patch: Patch) => void) => PagePresenter,
  states: readonly (() => void)[],
): Walked {
  const log: string[] = []
  const data: { buttons?: DockButton[]; controls?: TakeControl[]; screen?: string } = {}
  const page = { data, setData: (patch: Patch) => applyPatch(data, patch) }
  Object.assign(globalThis, { getApp: () => ({ services: { clock: { monotonicMs: () => nowMs } } }) })
  const { methods } = presented((_services, show) => {
    const presenter = create(show)
    const names = Object.keys(presenter.acts)
    return { ...presenter, acts: Object.fromEntries(names.map((name) => [name, () => void log.push(name)])) }
  }).options
  methods.onLoad.call(page, {})
  const target = (type: string, act: string, dataset: object, detail = {}): Target => ({
    id: act,
    act: `${act} ${JSON.stringify(dataset)}`,
    event: { type, dataset, detail },
  })
  return {
    ...{ log, states },
    targets: () => [
      ...(data.buttons ?? []).map(({ id }) => target('press', id, {}, { id })),
      ...(data.controls ?? [])
        .filter(({ isOff }) => !isOff)
        .map(({ id, question }) => target('tap', id, { tap: id, question })),
    ],
    tap({ event: { type, dataset, detail } }, atMs, x) {
      nowMs = atMs
      methods.tapped.call(page, { touches: [{ clientX: x, clientY: 0 }], detail: { x, y: 0 } })
      methods.act.call(page, { type, currentTarget: { dataset }, detail } as ActEvent)
    },
  }
}

const sessionStates = [
  idle(),
  idle(new AppError('microphone-refused')),
  idle(new AppError('microphone-busy')),
  ...(['starting', 'live', 'paused', 'stopping'] as const).map((status) => taking({ status })),
  recorded(),
  recorded(new AppError('storage-full')),
  sending(),
  streaming({ finished: [], growing: 'One' }),
  ...(['done', 'stopped', 'idle', 'network'] as const).map((reason) => ended(reason)),
]

function practice(): Walked {
  const services = createFakeServices()
  return walk(
    (show) => createPracticePresenter(services, show),
    sessionStates.map((state) => () => services.show(state)),
  )
}

async function attempt(): Promise<Walked> {
  const stored = createStoredAttempts()
  const { id } = await stored.add(0)
  const services = createFakeServices()
  services.show(recorded())
  const held = sessionStates.filter((state) => 'recording' in state)
  return walk(
    (show) =>
      createAttemptPresenter(withAppearance(services, { ...services, attempts: stored.attempts }), show, {
        id,
      }),
    held.map((state) => () => services.show(state)),
  )
}

function mock(): Walked {
  const set = createMockSet(questions.slice(0, 2), 0)
  const later = answered(set, { id: 'said', durationMs: 20_000 })
  const resting: MockState = {
    ...{ set: null, phase: 'start', voice: 'read', take: null, error: null, isUnwritten: false },
    answerOf: () => ({ status: 'failed', error: null, hasAudio: true }),
  }
  const taken = [set, later].flatMap((asked) =>
    (['starting', 'live', 'paused', 'stopping'] as const).map((status): MockState => {
      return { ...resting, set: asked, phase: 'taking', take: taking({ status }) }
    }),
  )
  const states: MockState[] = [
    resting,
    { ...resting, set: later },
    ...taken,
    { ...resting, set: later, phase: 'paused' },
    { ...resting, set: later, phase: 'paused', error: new AppError('microphone-busy') },
    { ...resting, set: later, phase: 'summary' },
  ]
  let listener: (state: MockState) => void = () => undefined
  let state = resting
  const { services } = servicesOf(launchMock())
  const faked: MockRunner = {
    ...services.mock,
    get state() {
      return state
    },
    subscribe(given) {
      listener = given
      return () => true
    },
  }
  return walk(
    (show) => createMockPresenter(withAppearance(services, { ...services, mock: faked }), show),
    states.map((next) => () => {
      state = next
      listener(next)
    }),
  )
}

/** How long after the first tap: a double tap and a third, quickly and slowly. */
const hurries = [
  [120, 240],
  [400, 650],
  [800, 1_600],
]

/** Each pair of states, with what can be tapped in them. */
function pairsOf({ states, targets }: Walked) {
  const all = states.map((show, number) => {
    show()
    return { number, show, targets: targets() }
  })
  return all.flatMap((one) => all.map((other) => ({ one, other, name: `${one.number} → ${other.number}` })))
}

describe.each([
  ['practice', practice],
  ['attempt', attempt],
  ['mock', mock],
])('%s', (_name, open) => {
  test('no tap after the first one, there and in a hurry, does what has taken its place', async () => {
    const page = await open()
    const wrong: string[] = []
    let count = 0
    for (const { one, other, name } of pairsOf(page)) {
      for (const first of one.targets) {
        for (const second of other.targets.filter(({ act }) => act !== first.act)) {
          for (const hurry of hurries) {
            one.show()
            const startMs = nowMs + 10_000
            page.log.length = 0
            page.tap(first, startMs, 0)
            other.show()
            for (const afterMs of hurry) page.tap(second, startMs + afterMs, 20)
            count += 1
            if (page.log.length !== 1) wrong.push(`${name}: ${first.act}, ${second.act} ${hurry.join()}`)
          }
        }
      }
    }
    expect(wrong).toEqual([])
    expect(count).toBeGreaterThan(500)
  })

  test('when buttons change on their own, new ones take no tap at first, and all others do', async () => {
    const page = await open()
    const wrong: string[] = []
    let newCount = 0
    for (const { one, other, name } of pairsOf(page)) {
      const before = one.targets.map(({ id }) => id)
      for (const [index, target] of other.targets.entries()) {
        const isNew = !before.includes(target.id)
        if (isNew) newCount += 1
        for (const afterMs of [0, 120, 399, 400]) {
          one.show()
          nowMs += 10_000
          other.show()
          page.log.length = 0
          page.tap(target, nowMs + afterMs, index * 100)
          const isTaken = page.log.length === 1
          if (isTaken === (isNew && afterMs < 400)) wrong.push(`${name}: ${target.act} ${afterMs}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(newCount).toBeGreaterThan(10)
  })
})
