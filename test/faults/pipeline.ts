// A phone in Node: the real session, its attempts and the real transports, over real HTTP to this machine.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createUploads } from '../../miniprogram/core/attempts/uploads'
import { createAttemptLog, type AttemptLog } from '../../miniprogram/core/attempts/attempt-log'
import { createAttemptSession } from '../../miniprogram/core/attempts/attempt-session'
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { configFor } from '../../miniprogram/config'
import type { Recording } from '../../miniprogram/core/ports'
import type { PracticeSession } from '../../miniprogram/core/session/session-runner'
import { createCloudAudio } from '../../miniprogram/platform/request/cloud-audio'
import { createCloudFiles, type WxCloudFiles } from '../../miniprogram/platform/request/cloud-file'
import type { FileReader } from '../../miniprogram/platform/request/inline-audio'
import { createTransport } from '../../miniprogram/platform/request/transport'
import { createPhone, type Phone } from '../core/attempts/phone'
import { createReattaching } from '../fakes/fake-reattaching'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock'
import { createFakeRecorder } from '../fakes/fake-recorder'
import { createHttpRequest } from '../fakes/http-request'
import { tagOf, taggedFile } from '../fakes/untagged'

/** Two seconds of speech: small enough to send a thousand times in seconds. */
export const spoken = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3')).subarray(0, 12_096)

/** The app's own limits. */
const { limits } = configFor('release', false)

export interface SendingOptions {
  readonly apiAddress: string
  readonly mode: 'inline' | 'cloud'
  readonly cloud: WxCloudFiles
}

export interface Pipeline {
  readonly phone: Phone
  readonly log: AttemptLog
  readonly clock: FakeClock
  /** A session with a recording that is saved and ready to be sent. */
  speak(options: SendingOptions): Promise<{ session: PracticeSession; attemptId: string }>
  /** A session as on the attempt's own page. */
  open(attempt: Attempt, options: SendingOptions): PracticeSession
}

export function createPipeline(): Pipeline {
  const phone = createPhone()
  const clock = createFakeClock()
  const { store, files: kept } = phone.launch()
  const log = createAttemptLog({ store, files: kept, clock })
  const recorder = createFakeRecorder()

  const bytesAt = (path: string): Buffer | undefined => {
    const name = /([^/]*)\.mp3$/.exec(path)?.[1] ?? ''
    return phone.kept.has(name) || phone.temporary.has(path) ? spoken : undefined
  }
  const files: FileReader = {
    readFile({ filePath, success, fail }) {
      const bytes = bytesAt(filePath)
      setImmediate(() => {
        if (bytes) success({ data: bytes.toString('base64') })
        else fail({ errMsg: `readFile:fail no such file ${filePath}` })
      })
    },
  }
  const identity = { uid: () => Promise.resolve('18446744073709551615') }

  function partsFor({ apiAddress, mode, cloud }: SendingOptions) {
    const request = createReattaching(createHttpRequest(), {
      apiAddress,
      timeoutMs: limits.requestTimeoutMs,
      frameMaxBytes: limits.frameMaxBytes,
    })
    const uploads = createUploads({ store, clock, cloud: createCloudFiles(cloud) })
    const transport = createTransport({
      tagOf,
      ...{ mode: () => mode, files, identity, request },
      cloudAudio: createCloudAudio({}, cloud, uploads, taggedFile),
      inlineBodyMaxBytes: 1_000_000,
    })
    return {
      ...{ log, clock, recorder, transport, limits, uploads },
      sentBy: (recording: Recording) => ({
        transport: transport.kindOf(recording),
        uidSource: 'installation' as const,
      }),
    }
  }

  return {
    ...{ phone, log, clock },
    async speak(options) {
      const session = createAttemptSession(partsFor(options))
      session.record(null)
      const { handlers } = recorder.last()
      handlers.onStart()
      const kept = new Promise<void>((resolve) => {
        session.subscribe(({ phase }) => phase === 'recorded' && resolve())
      })
      handlers.onStop(phone.record('two seconds'))
      await kept
      return { session, attemptId: log.list()[0]?.id ?? '' }
    },
    open: (attempt, options) => createAttemptSession(partsFor(options), { attempt }),
  }
}
