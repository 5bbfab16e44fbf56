// A simulated day, and the measured costs of an answer → the tables of docs/scale.md.
import { assumed, busiest, sum, type Day } from './scale-day'
import type { Cost, Measured } from './scale-measure'
import { table } from './tables'

export const scaleMarkers = {
  start: '<!-- written by `npm run scale -- --write` -->',
  end: '<!-- end of the simulation -->',
}

/** A core is used to this part of its time; the rest is for bursts and for a neighbour that is lost. */
const plannedLoad = 0.5
const streamsPerCore = 200
/** `streamsPerCore` was measured with more memory than streams need. */
const processBytesAtRest = 80e6
/** Of the app's MP3, 48 kb/s, as base64. */
const uploadBytesPerSecond = 8_000
const keptSeconds = 600
/** What one of each part carries, where the machine in hand cannot tell. */
const chatsPerModelServer = 64
const linkBitsPerSecond = 100e6
/** Peaks are means of so many seconds: a single second tells of luck. */
const peakSeconds = 10

export function renderScale(day: Day, measured: Measured): string {
  const { redis } = measured
  const rate = (cost: Cost, seconds = peakSeconds) =>
    busiest(
      day.answers.map((count, second) => cost.fixed * count + cost.perPiece * (day.pieces[second] ?? 0)),
      seconds,
    )
  const answersPeak = busiest(day.answers, peakSeconds)
  const streams = busiest(day.streams, 1)
  const chats = busiest(day.chats, 1)
  const cores = rate(measured.cpuMs) / 1000
  const processes = Math.ceil(Math.max(cores / plannedLoad, streams / streamsPerCore))
  const keptBytes = rate(measured.bodyBytes, keptSeconds) * keptSeconds
  const upBits = busiest(day.recordingSeconds, peakSeconds) * uploadBytesPerSecond * 8
  const downBits = rate(measured.bodyBytes) * 8
  const upBytes = sum(day.recordingSeconds) * uploadBytesPerSecond
  const meanSize = sum(day.pieces) / assumed.answersADay
  const of = (cost: Cost) => cost.fixed + cost.perPiece * meanSize
  const downBytes = of(measured.bodyBytes) * assumed.answersADay
  const modelsMs = day.modelsMs / assumed.answersADay
  const redisCores = redis ? rate(redis.cpuMs) / 1000 : 0

  const costs = [
    ['an answer costs', 'measured', `at ${round(meanSize)} pieces`],
    ['CPU of the service', sayCost(measured.cpuMs, 'ms'), `${round(of(measured.cpuMs))} ms`],
    [
      'bytes of its body, as they are kept',
      sayCost(measured.bodyBytes, 'B'),
      say(of(measured.bodyBytes), 'B'),
    ],
    ['memory while it streams', say(measured.streamBytes, 'B'), say(measured.streamBytes, 'B')],
    ...(redis
      ? [
          ['operations of Redis', sayCost(redis.operations, ''), round(of(redis.operations))],
          ['CPU of Redis', sayCost(redis.cpuMs, 'ms'), `${round(of(redis.cpuMs))} ms`],
          ['memory of Redis, for ten minutes', sayCost(redis.bytes, 'B'), say(of(redis.bytes), 'B')],
        ]
      : []),
  ]
  const needs = [
    ['a million answers a day', 'on average', 'at the peak'],
    ['answers a second', round(assumed.answersADay / 86_400), round(answersPeak)],
    ['streams at once', round(sum(day.streams) / 86_400), round(streams)],
    ['cores of the service', round((of(measured.cpuMs) * assumed.answersADay) / 86_400_000), round(cores)],
    ['processes of one core each, to plan with', '', String(processes)],
    [
      'their memory, without recordings that arrive',
      '',
      say(processes * processBytesAtRest + streams * measured.streamBytes + keptBytes, 'B'),
    ],
    ['answers kept for ten minutes', '', say(keptBytes, 'B')],
    ...(redis
      ? [
          ['memory of Redis', '', say(rate(redis.bytes, keptSeconds) * keptSeconds, 'B')],
          [
            'operations of Redis a second',
            round((of(redis.operations) * assumed.answersADay) / 86_400),
            round(rate(redis.operations)),
          ],
          ['cores of Redis, which has one', '', round(redisCores)],
        ]
      : []),
    ['recordings in', say(upBytes, 'B a day'), say(upBits, 'bit/s')],
    ['answers out', say(downBytes, 'B a day'), say(downBits, 'bit/s')],
    [
      'sound for the speech model, seconds a second',
      round(sum(day.recordingSeconds) / 86_400),
      round(busiest(day.recordingSeconds, peakSeconds)),
    ],
    ['answers that the language model writes at once', round(sum(day.chats) / 86_400), round(chats)],
    ['its tokens a second', round(sum(day.pieces) / 86_400), round(busiest(day.pieces, peakSeconds))],
    [
      "the models' share of an answer's time",
      `${((100 * modelsMs) / (modelsMs + of(measured.cpuMs))).toFixed(1)} %`,
      '',
    ],
  ]
  const perDay = (capacity: number, atPeak: number) => (capacity / atPeak) * assumed.answersADay
  const limits = (
    [
      ['`ANSWERS_PER_DAY` as it is by default', 2_000],
      [
        `a model's server that writes ${chatsPerModelServer} answers at once`,
        perDay(chatsPerModelServer, chats),
      ],
      ['`UPSTREAM_CONCURRENCY` as it is by default, 512 in all', perDay(512, chats)],
      [
        `a core of the service at ${plannedLoad * 100} %, ${streamsPerCore} streams`,
        perDay(1, Math.max(cores / plannedLoad, streams / streamsPerCore)),
      ],
      [`a line of ${linkBitsPerSecond / 1e6} Mbit/s, inwards`, perDay(linkBitsPerSecond, upBits)],
      ...(redis ? ([['a Redis at half of its core', perDay(plannedLoad, redisCores)]] as const) : []),
    ] as [string, number][]
  ).sort(([, one], [, other]) => one - other)
  return [
    ...table(costs),
    '',
    ...table(needs),
    '',
    ...table([
      ['what carries', 'answers a day'],
      ...limits.map(([part, answers]) => [part, say(answers, '')]),
    ]),
    '',
    `Costs: ${measured.machine}, ${measured.day}, ${redis ? 'with Redis' : 'without Redis'}. Peaks are means of ${peakSeconds} seconds.`,
  ].join('\n')
}

function sayCost({ fixed, perPiece }: Cost, unit: string): string {
  return `${round(fixed)} + ${round(perPiece)} × pieces${unit && ` ${unit}`}`
}

/** Two digits are more than the assumptions bear. */
function round(value: number): string {
  const rounded = Number(value.toPrecision(value >= 1000 ? 3 : 2))
  return rounded.toLocaleString('en')
}

function say(value: number, unit: string): string {
  const steps = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const
  if (unit === '') return round(value)
  const [size, prefix] = steps.find(([step]) => value >= step) ?? [1, '']
  return `${round(value / size)} ${prefix}${unit}`
}
