// What is killed, where, and what must become of the answers: the rows of the table.
import { leaseMs } from '../../../tools/service/places'
import type { Killable } from '../../fakes/killable'
import type { Random } from '../fault-plan'
import type { Fleet, FleetSize } from './fleet'
import { framesOfReference, referenceText } from './reference'
import {
  runTrial,
  until,
  wholeOnce,
  wholeOrHonest,
  writtenAfterMs,
  type Answer,
  type Moment,
  type Outcome,
  type Trial,
} from './trial'

export interface Row extends FleetSize {
  readonly name: string
  /** Moments: all frames, or so many that a seed draws; or one for each place at the models. */
  readonly moments: 'frames' | 'bytes' | 'times' | 'places'
  /** What is awaited has come by then, on a machine that does nothing else: measured by `npm run faults` alone. */
  readonly maxMs?: number
  run(fleet: Fleet, moments: readonly Moment[]): Promise<readonly Outcome[]>
}

/** Answers at the models at once, and the most of a trial: a place that is not given back is missed in the next one. */
export const answersAtOnce = 40

type Killing = Omit<Trial, 'moments'>

const cut: Trial['kill'] = (answers) => answers.forEach(({ phone }) => phone.proxy.cut())

async function killAndStart(process: Killable | undefined): Promise<void> {
  await process?.kill()
  await process?.start()
}

function stopping(): Killing {
  const stoppedAtMs = ({ asked }: Answer) => asked.closedAtMs
  return {
    async kill(answers) {
      answers.forEach(({ phone }) => phone.stop())
      await until(() => answers.every(stoppedAtMs))
    },
    overAtMs: stoppedAtMs,
    judge({ phone, asked }, tookMs) {
      if (asked.asked !== 1) return `the model was asked ${asked.asked} times`
      if (phone.ending !== 'stopped' || !referenceText.startsWith(phone.text)) return String(phone.ending)
      return Number.isFinite(tookMs) ? null : 'the model goes on'
    },
  }
}

/** The first connection goes to one instance, the second to another, and later ones wherever nginx sends them. */
const byWayOf =
  (fleet: Fleet, ...instances: readonly number[]) =>
  (connection: number): number =>
    fleet.instances[instances[connection] ?? -1]?.port ?? fleet.port

/** Over its second connection. */
const reading = ({ phone }: Answer) => phone.ending !== null || phone.proxy.connections[1]?.response.length

/** Each is read on another instance than the one that has it from the model, which then dies. */
function killingReaders(fleet: Fleet): Killing {
  return {
    portOf: byWayOf(fleet, 0, 1),
    async kill(answers) {
      await cut(answers)
      await until(() => answers.every(reading))
      await killAndStart(fleet.instances[1])
    },
  }
}

/** Some are read by another process than the one that has them from the model. Either may die, and only what that one writes breaks off. */
function killingWorker({ instances: [instance] }: Fleet): Killing {
  return {
    async kill(answers) {
      await cut(answers)
      await until(() => answers.every(reading))
      await instance?.killWorker()
    },
    // of an answer that is written freely the model may have told all, and the one that died not have read it
    judge: (answer) =>
      ('frame' in answer.moment && answer.asked.closedAtMs === undefined ? wholeOnce : wholeOrHonest)(answer),
    async after() {
      // the first process lives, and has replaced the one that died
      await instance?.ready()
      // what dies often is started again ever later
      await killAndStart(instance)
      await instance?.ready()
    },
  }
}

/** One look for a place, and a busy machine's moment. */
const lookMaxMs = 1_000

/** An instance dies with all the places taken: as many answers again, which wait elsewhere, have them after one lease. */
async function takeOver(fleet: Fleet, moments: readonly Moment[]): Promise<readonly Outcome[]> {
  const [dying, living] = fleet.instances
  const takenOver: Outcome[] = []
  const others: Trial = {
    moments,
    portOf: () => living?.port ?? NaN,
    kill: () => dying?.kill(),
    overAtMs: ({ asked }) => asked.askedAtMs,
    judge(answer, tookMs) {
      if (tookMs < 0) return 'there was a place for it before'
      return tookMs <= leaseMs + lookMaxMs ? wholeOnce(answer) : `no place for ${tookMs} ms`
    },
  }
  await runTrial(fleet, {
    moments: moments.map((_, at) => ({ frame: 1 + at })),
    portOf: () => dying?.port ?? NaN,
    async kill() {
      takenOver.push(...(await runTrial(fleet, others)))
    },
    judge: () => null,
    after: () => dying?.start(),
  })
  return takenOver
}

export const rows: readonly Row[] = [
  row('nothing', [1, 3], ['frames'], () => ({ kill: () => undefined })),
  row("the phone's connection", [1, 2], ['frames', 'bytes'], () => ({ kill: cut })),
  row('the app', [1, 2, 3], ['frames', 'times'], () => ({
    kill: (answers) => answers.forEach(({ phone }) => phone.restart()),
  })),
  row('nginx', [1, 2], ['frames', 'times'], (fleet) => ({ kill: () => killAndStart(fleet.nginx) })),
  row("a reader's instance", [3], ['frames', 'times'], killingReaders),
  row("the producer's instance", [1, 3], ['frames', 'times'], (fleet) => ({
    portOf: byWayOf(fleet, 0),
    kill: () => killAndStart(fleet.instances[0]),
    judge: wholeOrHonest,
  })),
  row('a process of the instance', [1], ['frames', 'times'], killingWorker, 3),
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
  row('nothing: the student stops', [1, 3], ['frames'], stopping).map((one) => ({ ...one, maxMs: 1_000 })),
  {
    name: 'an instance with all places: until others have them',
    ...{ instances: 2, workers: 1, moments: 'places' as const, run: takeOver },
  },
].flat()

/** One for each number of instances and each kind of moment. */
function row(
  name: string,
  instances: readonly number[],
  moments: readonly Row['moments'][],
  killing: (fleet: Fleet) => Killing,
  workers = 1,
): readonly Row[] {
  async function run(fleet: Fleet, moments: readonly Moment[]): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = []
    for (let at = 0; at < moments.length; at += answersAtOnce) {
      const some = moments.slice(at, at + answersAtOnce)
      outcomes.push(...(await runTrial(fleet, { ...killing(fleet), moments: some })))
    }
    return outcomes
  }
  return instances.flatMap((count) =>
    moments.map((kind) => ({ name, instances: count, workers, moments: kind, run })),
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
  if (moments === 'places') return Array.from({ length: answersAtOnce }, () => ({ afterMs: 0 }))
  return Array.from({ length: count }, () =>
    moments === 'bytes'
      ? { byte: random.below(responseBytes), kind: random.pick(['reset', 'end'] as const) }
      : { afterMs: random.below(writtenAfterMs) },
  )
}
