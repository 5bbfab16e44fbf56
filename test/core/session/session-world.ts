// A practice session with scripted ports and a fake clock, and ways to bring it into each state.
import type { AppError } from '../../../miniprogram/core/errors'
import type { Recording } from '../../../miniprogram/core/ports'
import type { AskedQuestion } from '../../../miniprogram/core/questions/question'
import { nextQuestion } from '../../../miniprogram/core/questions/practice-order'
import { createPracticeSession } from '../../../miniprogram/core/session/session-runner'
import { answerToRead } from '../../../miniprogram/core/session/kept-answer'
import type { SessionPorts } from '../../../miniprogram/core/session/session-runner'
import type { EndedState, SessionState } from '../../../miniprogram/core/session/session-state'
import { createFakeClock } from '../../fakes/fake-clock'
import { createFakeRecorder, someRecording } from '../../fakes/fake-recorder'
import { createFakeRecordings } from '../../fakes/fake-recordings'
import { createFakeTransport } from '../../fakes/fake-transport'
import { settle } from '../../fakes/recorded-exchange'

export const limits = { firstByteMs: 30_000, idleMs: 5_000, frameMaxBytes: 1_000_000, flushMs: 64 }

export function setUp(ports: Partial<SessionPorts> = {}) {
  const clock = createFakeClock()
  const recorder = createFakeRecorder()
  const transport = createFakeTransport()
  const kept: [AskedQuestion | null, Recording][] = []
  const refusals: AppError[] = []
  const session = createPracticeSession(
    {
      clock,
      recorder,
      transport,
      recordings: createFakeRecordings((question, recording) => {
        kept.push([question, recording])
        return Promise.resolve({ recording: keptRecording, error: refusals[0] ?? null })
      }),
      ...ports,
    },
    limits,
  )
  const seen: SessionState[] = []
  session.subscribe((state) => seen.push(state))
  return { clock, recorder, transport, session, seen, kept, refusals }
}

export const keptRecording: Recording = { ...someRecording, filePath: 'wxfile://usr/recordings/1.mp3' }
export const someQuestion = nextQuestion()

export async function recorded() {
  const all = setUp()
  all.session.record(someQuestion)
  all.recorder.last().handlers.onStart()
  all.session.finish()
  all.recorder.last().handlers.onStop(someRecording)
  await settle()
  return all
}

export async function requested() {
  const all = await recorded()
  all.session.send()
  all.transport.last().handlers.onRequest()
  return all
}

export async function streaming() {
  const all = await requested()
  all.transport.last().content('One.\\n\\nTwo')
  return all
}

export function ended(state: SessionState): EndedState {
  if (state.phase !== 'ended') throw new Error(`the session is ${state.phase}`)
  return state
}

export function textOf(state: SessionState): string[] {
  if (!('text' in state)) throw new Error(`no text while ${state.phase}`)
  const { text } = state.phase === 'ended' ? answerToRead(state) : state
  return [...text.finished, text.growing].filter((paragraph) => paragraph !== '')
}
