// One launch on a phone: session, log and writer, with a scripted microphone and transport.
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { createAttemptSession } from '../../../miniprogram/core/attempts/attempt-session'
import type { AttemptSessionOptions } from '../../../miniprogram/core/attempts/attempt-session'
import { createUploads } from '../../../miniprogram/core/attempts/uploads'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakeRecorder } from '../../fakes/fake-recorder'
import { createFakeTransport } from '../../fakes/fake-transport'
import { createPhone } from './phone'
import { outlineOf, question } from './sample-attempts'

const limits = { firstByteMs: 30_000, idleMs: 5_000, frameMaxBytes: 1_000_000, flushMs: 64 }

export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** One launch on a phone, which may be killed; `launch()` again is the next one. */
export function launch(phone = createPhone(), options?: AttemptSessionOptions, writesUntilDeath?: number) {
  const clock = createFakeClock()
  const recorder = createFakeRecorder()
  const transport = createFakeTransport()
  const { store, files, isDead } = phone.launch(writesUntilDeath)
  const log = createAttemptLog({ store, files, clock })
  const deleted: string[] = []
  const cloud = {
    remove: (fileIDs: readonly string[]) => Promise.resolve(void deleted.push(...fileIDs)),
  }
  const uploads = createUploads({ store, clock, cloud })
  log.onRemoved(uploads.release)
  const open = (more?: AttemptSessionOptions) =>
    createAttemptSession(
      {
        ...{ log, clock, recorder, transport, limits, uploads },
        sentBy: () => ({ transport: 'inline', uidSource: 'installation' }),
      },
      more,
    )
  const session = open(options)
  return { phone, clock, recorder, transport, log, uploads, deleted, open, session, isDead }
}

export type Launched = ReturnType<typeof launch>

export async function record({ phone, recorder, session }: Launched, said = 'a take') {
  session.record(question)
  recorder.last().handlers.onStart()
  recorder.last().handlers.onStop(phone.record(said))
  await settle()
}

export function only({ log }: Launched) {
  const [summary, ...others] = log.list()
  expect(others).toEqual([])
  const attempt = summary && log.get(summary.id)
  if (!attempt) throw new Error('no attempt')
  return { ...attempt, ...outlineOf(attempt) }
}
