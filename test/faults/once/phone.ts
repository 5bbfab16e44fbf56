// A phone in Node that asks for one reference answer: the app's own session, attempts and transport, behind a proxy of its own.
import { joinAnswer } from '../../../miniprogram/core/answer/answer-text'
import { latestOf } from '../../../miniprogram/core/attempts/attempt'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { createAttemptSession } from '../../../miniprogram/core/attempts/attempt-session'
import { createResume } from '../../../miniprogram/core/attempts/resumed-answers'
import { createUnfinished } from '../../../miniprogram/core/attempts/unfinished'
import { createUploads } from '../../../miniprogram/core/attempts/uploads'
import type { Clock } from '../../../miniprogram/core/ports'
import { questionTag } from '../../../miniprogram/core/recording/question-tag'
import type { PracticeSession } from '../../../miniprogram/core/session/session-runner'
import { configFor } from '../../../miniprogram/config'
import { createCloudFiles } from '../../../miniprogram/platform/request/cloud-file'
import { createKeptMemory } from '../../../miniprogram/platform/request/kept-memory'
import { createReattachingRequest } from '../../../miniprogram/platform/request/reattaching-request'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import type { WxRequest, WxRequestTask } from '../../../miniprogram/platform/request/wx-request'
import { createClock } from '../../../miniprogram/platform/shell/clock'
import { createPhone, type Launch } from '../../core/attempts/phone'
import { createFakeCloud } from '../../fakes/fake-cloud'
import { createFakeRecorder } from '../../fakes/fake-recorder'
import { createHttpRequest } from '../../fakes/http-request'
import { createFaultProxy, type FaultProxy } from '../fault-proxy'
import { spoken } from '../pipeline'

/** The app's own limits. */
const { limits } = configFor('release', false)

export interface OncePhone {
  /** Between the phone and the service: each connection, counted from 0, goes to the port that the test says. */
  readonly proxy: FaultProxy
  /** What the student reads now. */
  readonly text: string
  /** How the answer ended; null while it is written. */
  readonly ending: string | null
  send(): void
  stop(): void
  /** Kills the app and starts it again: what is not stored is gone, and with it every connection. */
  restart(): void
  close(): Promise<void>
}

/** With a recording that is ready to be sent: what is said about `subject`. */
export async function createOncePhone(
  subject: string,
  portOf: (connection: number) => number,
): Promise<OncePhone> {
  const proxy = await createFaultProxy(portOf)
  const phone = createPhone()
  const uid = String(++lastUid)
  const tag = questionTag({ question: { id: 'subject', text: subject }, takeNumber: 1 }, 'en')

  function launch() {
    const launched = phone.launch()
    const { store, files } = launched
    const clock = untilKilled(launched, createClock())
    const log = createAttemptLog({ store, files, clock })
    const recorder = createFakeRecorder()
    const { cloud } = createFakeCloud()
    const uploads = createUploads({ store, clock, cloud: createCloudFiles(cloud) })
    const wx = endable(launched, createHttpRequest())
    const request = createReattachingRequest(wx, {
      ...{ clock, limits, store, apiAddress: proxy.origin },
    })
    const transport = createTransport({
      ...{ mode: () => 'inline' as const, cloudAudio: undefined, inlineBodyMaxBytes: Infinity },
      tagOf: () => tag,
      files: {
        readFile: ({ success }) => void setImmediate(() => success({ data: spoken.toString('base64') })),
      },
      identity: { uid: () => Promise.resolve(uid) },
      request,
    })
    const parts = {
      ...{ log, clock, recorder, transport, limits, uploads },
      sentBy: () => ({ transport: 'inline' as const, uidSource: 'installation' as const }),
    }
    const resume = createResume({ ...parts, service: request })
    const kill = () => {
      launched.kill()
      wx.end()
    }
    return { ...{ store, recorder, parts, resume }, kill }
  }

  // it has had an answer from this service before
  createKeptMemory(phone.launch().store, () => proxy.origin).ms = 600_000
  let app = launch()
  const session: PracticeSession = createAttemptSession(app.parts)
  const kept = new Promise<void>((resolve) => {
    session.subscribe(({ phase }) => phase === 'recorded' && resolve())
  })
  session.record({ id: 'subject', topic: { en: 'Faults', zh: '故障' }, text: subject, gloss: subject })
  const { handlers } = app.recorder.last()
  handlers.onStart()
  const recording = phone.record(subject)
  handlers.onStop(recording)
  await kept

  const inSession = () => {
    const { state } = session
    const text = 'text' in state ? joinAnswer(state.text) : ''
    if (state.phase === 'ended') return { text, ending: state.reason }
    return { text, ending: state.phase === 'sending' || state.phase === 'streaming' ? null : state.phase }
  }
  /** As History shows it. */
  const inLog = () => {
    const latest = latestOf(app.parts.log.get(recording.id)?.answers ?? [])
    return { text: latest?.text ?? '', ending: latest?.status ?? 'unsent' }
  }
  let shown: () => { readonly text: string; readonly ending: string | null } = inSession

  return {
    proxy,
    get text() {
      return shown().text
    },
    get ending() {
      return shown().ending
    },
    send: () => session.send(),
    stop: () => session.stop(),
    restart() {
      app.kill()
      proxy.cut()
      app = launch()
      const { store, parts, resume } = app
      const { log, clock } = parts
      const unfinished = createUnfinished({ log, store, clock, recovery: log.recover(), resume })
      shown = () => ({ ...inLog(), ending: null })
      void unfinished.ready.then(() => (shown = inLog))
    },
    close: () => proxy.close(),
  }
}

/** Its timers end with it. */
const untilKilled = (launch: Launch, clock: Clock): Clock => ({
  ...clock,
  setTimer: (delayMs, run) => clock.setTimer(delayMs, () => void (launch.isDead() || run())),
})

/** A launch's requests, which end with it: nobody is there to hear of them. */
function endable(launch: Launch, wx: WxRequest): WxRequest & { end(): void } {
  const tasks: WxRequestTask[] = []
  return {
    request({ success, fail, ...options }) {
      if (launch.isDead()) return { abort: () => undefined }
      const task = wx.request({
        ...options,
        success: (result) => void (launch.isDead() || success(result)),
        fail: (failure) => void (launch.isDead() || fail(failure)),
      })
      tasks.push(task)
      return task
    },
    end: () => tasks.forEach((task) => task.abort()),
  }
}

let lastUid = 0
