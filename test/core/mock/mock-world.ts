// A phone with its log, and the mock runner of a launch, with a scripted microphone and service.
import { AppError } from '../../../miniprogram/core/errors'
import { createOutbox } from '../../../miniprogram/core/attempts/outbox'
import { createSharedSessions } from '../../../miniprogram/core/attempts/shared-sessions'
import { createUploads } from '../../../miniprogram/core/attempts/uploads'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { createAttemptSession } from '../../../miniprogram/core/attempts/attempt-session'
import type { AskedQuestion } from '../../../miniprogram/core/questions/question'
import { createExaminer } from '../../../miniprogram/core/mock/examiner'
import { createMockRunner, type MockRunner } from '../../../miniprogram/core/mock/mock-runner'
import { createMockStore } from '../../../miniprogram/core/mock/mock-store'
import type { TakeHandlers, Transport } from '../../../miniprogram/core/ports'
import { createSpeaker } from '../../../miniprogram/core/voice/speaker'
import { createExchangeLine } from '../../../miniprogram/core/session/exchange-line'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakePlayer, createFakeVoice } from '../../fakes/fake-voice'
import { createFakeRecorder, type FakeTake } from '../../fakes/fake-recorder'
import { createFakeTransport } from '../../fakes/fake-transport'
import { createPhone, type Phone } from '../attempts/phone'

const limits = { firstByteMs: 30_000, idleMs: 5_000, frameMaxBytes: 1_000_000, flushMs: 64 }

export function question(id: string): AskedQuestion {
  return { id, topic: { en: 'Numbers', zh: '数字' }, text: `What is ${id}?`, gloss: `${id}？` }
}

export const questions: readonly AskedQuestion[] = ['one', 'two', 'three', 'four'].map(question)

/** Waits until recordings are saved and everything that waited for them has run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

/** `clock`: continues from earlier launches. */
export function launchMock(phone = createPhone(), clock = createFakeClock(), count = 3) {
  // silent unless a test gives it a voice before the page is shown
  const voice = createFakeVoice()
  voice.isThere = false
  const player = createFakePlayer()
  const speaker = createSpeaker(voice, player)
  const recorder = createFakeRecorder()
  const transport = createFakeTransport()
  const { store, files } = phone.launch()
  const log = createAttemptLog({ store, files, clock })
  const uploads = createUploads({ store, clock, cloud: undefined })
  const recovery = log.recover()
  const posted: string[] = []
  const endedExchanges = new Set<number>()
  const posting: Transport = {
    send(request, exchange) {
      const number = transport.exchanges.length
      const said = saidAt(phone, request.recording?.filePath ?? '')
      let isPosted = false
      return transport.send(request, {
        ...exchange,
        // an exchange posts once, however often the steps say so
        onRequest() {
          if (said === undefined) return this.onError(new AppError('recording-unreadable'))
          if (isPosted) return
          isPosted = true
          posted.push(said)
          exchange.onRequest()
        },
        onEnd() {
          if (endedExchanges.has(number)) return
          endedExchanges.add(number)
          exchange.onEnd()
        },
        onError(error) {
          endedExchanges.add(number)
          exchange.onError(error)
        },
      })
    },
  }
  const line = createExchangeLine(posting)
  const sessions = createSharedSessions((options) =>
    createAttemptSession(
      {
        ...{ log, clock, recorder, limits, uploads },
        transport: line,
        sentBy: () => ({ transport: 'inline', uidSource: 'installation' }),
      },
      options,
    ),
  )
  const openSession = sessions.open
  const outbox = createOutbox({ attempts: log, clock, openSession })
  const drawnAfter: ReadonlySet<string>[] = []
  const mock: MockRunner = createMockRunner({
    ...{ clock, outbox, openSession },
    store: createMockStore(store),
    examiner: createExaminer({ speaker, clock, isWanted: () => true }),
    attempts: log,
    draw(recent) {
      drawnAfter.push(recent)
      return questions.slice(0, count)
    },
  })

  const handlers = (): TakeHandlers => recorder.last().handlers
  const endedTakes = new Set<FakeTake>()
  const recorded: string[] = []
  let letFilesAnswer: (() => void) | null = null
  return {
    ...{ phone, clock, recorder, transport, log, store, mock, recovery, openSession, drawnAfter },
    ...{ voice, player, speaker },
    outbox,
    /** What was recorded in this launch. */
    recorded,
    /** What was sent. */
    posted,
    /** Neither closed by the app nor ended by the service. */
    openExchanges: () =>
      transport.exchanges.filter(({ aborts }, number) => aborts === 0 && !endedExchanges.has(number)),
    /** Neither cancelled by the app nor ended by the recorder. */
    openTakes: () => recorder.takes.filter((take) => !endedTakes.has(take) && !take.calls.includes('cancel')),
    open() {
      mock.enter()
      mock.shown()
    },
    /** WeChat goes to the background. */
    hide() {
      line.appHidden()
      sessions.appHidden()
      mock.hidden()
    },
    /** Back with the page on top. */
    show() {
      sessions.appShown()
      line.appShown()
      mock.shown()
    },
    /** The microphone is on, and the student speaks for a while. */
    speak(durationMs: number) {
      handlers().onStart()
      clock.advance(durationMs)
    },
    /** The recorder hands over what was said. */
    async stopped(durationMs = 20_000) {
      const said = `said ${clock.nowMs()}`
      recorded.push(said)
      endedTakes.add(recorder.last())
      handlers().onStop({ ...phone.record(said), id: log.nextId(), durationMs })
      await settle()
    },
    fails(error: AppError) {
      endedTakes.add(recorder.last())
      handlers().onError(error)
    },
    /** Files are not moved until `filesAnswer`. */
    filesStop() {
      if (!letFilesAnswer) phone.beforeMove = new Promise<void>((resolve) => (letFilesAnswer = resolve))
    },
    async filesAnswer() {
      letFilesAnswer?.()
      letFilesAnswer = null
      await settle()
    },
    async answerEnds(text = 'An answer.') {
      const { handlers: exchange } = transport.last()
      exchange.onRequest()
      transport.last().content(text)
      exchange.onEnd()
      await settle()
    },
    outcomes: () => mock.state.set?.items.map(({ outcome }) => outcome.kind),
    statuses: () =>
      mock.state.set?.items.map(({ outcome }) =>
        outcome.kind === 'open' ? 'open' : mock.state.answerOf(outcome.attemptId ?? '').status,
      ),
  }
}

/** Undefined if there is no file. */
function saidAt({ temporary, kept }: Phone, filePath: string): string | undefined {
  return temporary.get(filePath) ?? kept.get(filePath.replace(/.*\/|\.mp3$/g, ''))
}

export type MockWorld = ReturnType<typeof launchMock>

/** A launch with a new set, whose first question is being asked. */
export function startMock(...parameters: Parameters<typeof launchMock>): MockWorld {
  const world = launchMock(...parameters)
  world.open()
  world.mock.startNew()
  return world
}

/** Answers the question with a take of `durationMs` and taps Done. */
export async function answerQuestion(world: MockWorld, durationMs = 20_000): Promise<void> {
  world.speak(durationMs)
  world.mock.done()
  await world.stopped(durationMs)
}
