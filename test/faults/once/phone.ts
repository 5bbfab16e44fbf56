// A phone in Node that asks for one reference answer: the app's own session, attempts and transport, behind a proxy of its own.
import { joinAnswer } from '../../../miniprogram/core/answer/answer-text'
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { createAttemptSession } from '../../../miniprogram/core/attempts/attempt-session'
import { createUploads } from '../../../miniprogram/core/attempts/uploads'
import { questionTag } from '../../../miniprogram/core/recording/question-tag'
import type { PracticeSession } from '../../../miniprogram/core/session/session-runner'
import { configFor } from '../../../miniprogram/config'
import { createCloudFiles } from '../../../miniprogram/platform/request/cloud-file'
import { createKeptMemory } from '../../../miniprogram/platform/request/kept-memory'
import { createReattachingRequest } from '../../../miniprogram/platform/request/reattaching-request'
import { createTransport } from '../../../miniprogram/platform/request/transport'
import { createClock } from '../../../miniprogram/platform/shell/clock'
import { createPhone } from '../../core/attempts/phone'
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
    const clock = createClock()
    const { store, files } = phone.launch()
    const log = createAttemptLog({ store, files, clock })
    const recorder = createFakeRecorder()
    const { cloud } = createFakeCloud()
    const uploads = createUploads({ store, clock, cloud: createCloudFiles(cloud) })
    const transport = createTransport({
      ...{ mode: () => 'inline' as const, cloudAudio: undefined, inlineBodyMaxBytes: Infinity },
      tagOf: () => tag,
      files: {
        readFile: ({ success }) => void setImmediate(() => success({ data: spoken.toString('base64') })),
      },
      identity: { uid: () => Promise.resolve(uid) },
      request: createReattachingRequest(createHttpRequest(), {
        ...{ clock, limits, store, apiAddress: proxy.origin },
      }),
    })
    const parts = {
      ...{ log, clock, recorder, transport, limits, uploads },
      sentBy: () => ({ transport: 'inline' as const, uidSource: 'installation' as const }),
    }
    return { recorder, parts }
  }

  // it has had an answer from this service before
  createKeptMemory(phone.launch().store, () => proxy.origin).ms = 600_000
  const app = launch()
  const session: PracticeSession = createAttemptSession(app.parts)
  const kept = new Promise<void>((resolve) => {
    session.subscribe(({ phase }) => phase === 'recorded' && resolve())
  })
  session.record({ id: 'subject', topic: { en: 'Faults', zh: '故障' }, text: subject, gloss: subject })
  const { handlers } = app.recorder.last()
  handlers.onStart()
  handlers.onStop(phone.record(subject))
  await kept

  return {
    proxy,
    get text() {
      const { state } = session
      return 'text' in state ? joinAnswer(state.text) : ''
    },
    get ending() {
      const { state } = session
      if (state.phase === 'ended') return state.reason
      return state.phase === 'sending' || state.phase === 'streaming' ? null : state.phase
    },
    send: () => session.send(),
    stop: () => session.stop(),
    close: () => proxy.close(),
  }
}

let lastUid = 0
