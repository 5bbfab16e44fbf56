// What is killed, where, and what must become of the answers: the rows of the table.
import type { Random } from '../fault-plan'
import type { Fleet } from './fleet'
import type { Killable } from './processes'
import { framesOfReference, referenceText } from './reference'
import {
  runTrial,
  until,
  wholeOrHonest,
  writtenAfterMs,
  type Answer,
  type Moment,
  type Outcome,
  type Trial,
} from './trial'

export interface Row {
  readonly name: string
  readonly instances: number
  /** Moments; all frames, or so many that a seed draws. */
  readonly moments: 'frames' | 'bytes' | 'times'
  trial(fleet: Fleet): Omit<Trial, 'moments'>
}

/** As many answers as there are places at the models: one that is not given back is missed in the next trial. */
export const answersAtOnce = 40

const cut: Trial['kill'] = (answers) => answers.forEach(({ phone }) => phone.proxy.cut())

async function killAndStart(process: Killable | undefined): Promise<void> {
  await process?.kill()
  await process?.start()
}

const stopMaxMs = 1_000

function stopping(): Omit<Trial, 'moments'> {
  let stoppedAtMs = 0
  return {
    async kill(answers) {
      stoppedAtMs = Date.now()
      answers.forEach(({ phone }) => phone.stop())
      await until(() => answers.every(({ asked }) => asked.closedAtMs !== undefined), 2 * stopMaxMs)
    },
    judge({ phone, asked }) {
      if (asked.asked !== 1) return `the model was asked ${asked.asked} times`
      if (phone.ending !== 'stopped' || !referenceText.startsWith(phone.text)) return String(phone.ending)
      const tookMs = (asked.closedAtMs ?? Infinity) - stoppedAtMs
      return tookMs <= stopMaxMs ? null : `the model wrote for ${tookMs} ms more`
    },
  }
}

/** The first connection goes to one instance, the second to another, and later ones wherever nginx sends them. */
const byWayOf =
  (fleet: Fleet, ...instances: readonly number[]) =>
  (connection: number): number =>
    fleet.instances[instances[connection] ?? -1]?.port ?? fleet.port

/** Each is read on another instance than the one that has it from the model, which then dies. */
function killingReaders(fleet: Fleet): Omit<Trial, 'moments'> {
  const reading = ({ phone }: Answer) => phone.ending !== null || phone.proxy.connections[1]?.response.length
  return {
    portOf: byWayOf(fleet, 0, 1),
    async kill(answers) {
      await cut(answers)
      await until(() => answers.every(reading))
      await killAndStart(fleet.instances[1])
    },
  }
}

export const rows: readonly Row[] = [
  row('nothing', [1, 3], ['frames'], () => ({ kill: () => undefined })),
  row("the phone's connection", [1, 2], ['frames', 'bytes'], () => ({ kill: cut })),
  row('nginx', [1, 2], ['frames', 'times'], (fleet) => ({ kill: () => killAndStart(fleet.nginx) })),
  row("a reader's instance", [3], ['frames', 'times'], killingReaders),
  row("the producer's instance", [1, 3], ['frames', 'times'], (fleet) => ({
    portOf: byWayOf(fleet, 0),
    kill: () => killAndStart(fleet.instances[0]),
    judge: wholeOrHonest,
  })),
  row("Redis, then the phone's connection", [2], ['frames', 'times'], (fleet) => ({
    async kill(answers) {
      await killAndStart(fleet.redis)
      await cut(answers)
    },
  })),
  row("Redis for good, then the phone's connection", [2], ['frames'], (fleet) => ({
    async kill(answers) {
      await fleet.redis?.kill()
      await cut(answers)
    },
    after: () => fleet.redis?.start(),
  })),
  row('nothing: the student stops', [1, 3], ['frames'], stopping),
].flat()

/** One for each number of instances and each kind of moment. */
function row(
  name: string,
  instances: readonly number[],
  moments: readonly Row['moments'][],
  trial: Row['trial'],
): readonly Row[] {
  return instances.flatMap((count) =>
    moments.map((kind) => ({ name, instances: count, moments: kind, trial })),
  )
}

/** Of a response, with its headers: pieces that follow each other closely share a frame. */
const responseBytes = 4_000

export function momentsOf({ moments }: Row, random: Random, count: number): readonly Moment[] {
  if (moments === 'frames') {
    // spread over the answer, all of them if there are enough
    const step = Math.max(1, framesOfReference / count)
    return Array.from({ length: Math.min(count, framesOfReference) }, (_, at) => ({
      frame: Math.floor(at * step),
    }))
  }
  return Array.from({ length: count }, () =>
    moments === 'bytes'
      ? { byte: random.below(responseBytes), kind: random.pick(['reset', 'end'] as const) }
      : { afterMs: random.below(writtenAfterMs) },
  )
}

export async function runRow(
  fleet: Fleet,
  row: Row,
  moments: readonly Moment[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let at = 0; at < moments.length; at += answersAtOnce) {
    const some = moments.slice(at, at + answersAtOnce)
    outcomes.push(...(await runTrial(fleet, { ...row.trial(fleet), moments: some })))
  }
  return outcomes
}
