// Some phones at chosen moments of their answers, something that is killed, and what became of each answer.
import { setTimeout as delay } from 'node:timers/promises'
import { faultless } from '../fault-plan'
import type { Fleet } from './fleet'
import { createOncePhone, type OncePhone } from './phone'
import { framesOfReference, lastWordOf, referenceText, type AskedAnswer } from './reference'

/** Where an answer is when something is killed: so many frames are read; or its connection breaks at a byte; or so long after its beginning. */
export type Moment =
  | { readonly frame: number }
  | { readonly byte: number; readonly kind: 'reset' | 'end' }
  | { readonly afterMs: number }

export interface Answer {
  readonly phone: OncePhone
  readonly asked: AskedAnswer
  readonly moment: Moment
}

export interface Trial {
  readonly moments: readonly Moment[]
  /** Where a phone's connections go, counted from 0; by default to nginx, or to the only instance. */
  readonly portOf?: (connection: number) => number
  /** Called once every answer is at its moment. */
  kill(answers: readonly Answer[]): Promise<void> | void
  /** Called when every answer has ended. */
  after?(): Promise<void> | void | undefined
  /** What is not as it must be; null if all is. */
  judge?(answer: Answer, tookMs: number): string | null
  /** When what is awaited has come: the answer's end on the phone, or something else. Milliseconds since the epoch. */
  overAtMs?(answer: Answer): number | undefined
}

export interface Outcome {
  readonly isWhole: boolean
  readonly isAskedOnce: boolean
  readonly problem: string | null
  /** From what was killed to what was awaited. */
  readonly tookMs: number
}

/** Real time; far more than three tries take. */
const deadlineMs = 120_000
/** Between two pieces of an answer that is written freely. */
const pieceMs = 5
/** An answer that is written freely is over by then. */
export const writtenAfterMs = 1_500
let lastSubject = 0

export async function runTrial(fleet: Fleet, trial: Trial): Promise<readonly Outcome[]> {
  const answers = await Promise.all(
    trial.moments.map(async (moment): Promise<Answer> => {
      const subject = `Question ${++lastSubject}?`
      const asked = fleet.model.expect(subject, 'frame' in moment ? 0 : pieceMs)
      const phone = await createOncePhone(subject, trial.portOf ?? (() => fleet.port))
      return { phone, asked, moment }
    }),
  )
  try {
    await Promise.all(answers.map(reachMoment))
    const killedAtMs = Date.now()
    await trial.kill(answers)
    for (const { asked } of answers) asked.letWrite = framesOfReference
    return await Promise.all(answers.map((answer) => outcomeOf(answer, trial, killedAtMs)))
  } finally {
    await trial.after?.()
    await Promise.all(answers.map(({ phone }) => phone.close()))
  }
}

async function reachMoment({ phone, asked, moment }: Answer): Promise<void> {
  if ('byte' in moment) {
    const { byte, kind } = moment
    phone.proxy.plan = { ...faultless, response: { ...faultless.response, ending: { kind, atBytes: byte } } }
  }
  asked.letWrite = 'frame' in moment ? moment.frame : framesOfReference
  if ('afterMs' in moment) {
    // all are killed at once, each so long after its own beginning
    await delay(writtenAfterMs - moment.afterMs)
    phone.send()
    await delay(moment.afterMs)
    return
  }
  phone.send()
  if ('byte' in moment) {
    await until(() => phone.proxy.connections[0]?.isClosed === true)
    phone.proxy.plan = faultless
  } else {
    await until(() => phone.ending !== null || phone.text.includes(lastWordOf(moment.frame)))
  }
}

async function outcomeOf(
  answer: Answer,
  { judge = wholeOnce, overAtMs = () => Date.now() }: Trial,
  killedAtMs: number,
): Promise<Outcome> {
  const { phone, asked } = answer
  await until(() => phone.ending !== null)
  const tookMs = (overAtMs(answer) ?? Infinity) - killedAtMs
  const problem = phone.ending === null ? 'it never ends' : judge(answer, tookMs)
  return {
    isWhole: isWhole(phone),
    isAskedOnce: asked.asked === 1,
    problem: problem && `${JSON.stringify(answer.moment)}: ${problem}`,
    tookMs,
  }
}

const isWhole = ({ ending, text }: OncePhone) => ending === 'done' && text === referenceText

export function wholeOnce(answer: Answer): string | null {
  return isWhole(answer.phone) && answer.asked.asked === 1 ? null : neverBegun(answer)
}

/** Whoever asked the model is dead: what was read before is kept, and its end is said. */
export function wholeOrHonest(answer: Answer): string | null {
  const { phone, asked, moment } = answer
  const hasPrefix = !('frame' in moment) || phone.text.includes(lastWordOf(moment.frame))
  const isHonest = phone.ending !== 'done' && hasPrefix && referenceText.startsWith(phone.text)
  return asked.asked === 1 && (isWhole(phone) || isHonest) ? null : neverBegun(answer)
}

/** A recording that was lost on its way is told as today, and costs nothing: the student sends it again. */
function neverBegun({ phone, asked }: Answer): string | null {
  const isTold = phone.ending === 'network' || phone.ending === 'interrupted'
  if (asked.asked === 0 && phone.text === '' && isTold) return null
  return `${tell(phone)}; the model was asked ${asked.asked} times`
}

function tell({ ending, text }: OncePhone): string {
  let same = 0
  while (same < text.length && text[same] === referenceText[same]) same++
  const length = `${text.length} of ${referenceText.length} characters`
  return `${ending}, ${length}, the same up to ${JSON.stringify(text.slice(Math.max(0, same - 10), same))}`
}

export async function until(isSo: () => unknown): Promise<void> {
  for (const startMs = Date.now(); !isSo() && Date.now() < startMs + deadlineMs;) await delay(5)
}
