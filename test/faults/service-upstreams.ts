// Hostile upstreams → what is wrong with what student, log and metrics get of each. Nothing of one may be left for the next.
import type { LogEntry } from '../../tools/service/request-log'
import { transcript } from '../fakes/openai-server'
import {
  createManualClock,
  eventually,
  startOpenAi,
  type ManualClock,
  type OpenAiService,
} from '../tools/service/openai/start-openai'
import { contentsOf } from '../tools/service/openai/start-openai'
import type { Answer } from '../tools/service/start-service'
import { heard, streams, whole, wrote, type Expected, type UpstreamCase } from './hostile-upstream'
import { languageAnswers, languageStreams } from './language-upstreams'
import { speechAnswers } from './speech-upstreams'

export const upstreamCases: readonly UpstreamCase[] = [
  ...speechAnswers.map(([name, transcription, expected, more]) => ({
    name: `speech model: ${name}`,
    transcription,
    expected,
    ...more,
  })),
  ...[...languageAnswers, ...languageStreams].map(([name, chat, expected, more]) => ({
    name: `language model: ${name}`,
    chat,
    expected,
    ...more,
  })),
]

export interface UpstreamRun {
  /** What went otherwise than expected; empty if nothing did. */
  run(one: UpstreamCase): Promise<readonly string[]>
  close(): Promise<void>
}

/** Two services, each with a server for both models: one on the system's clock, one whose time passes only when it is told to. */
export async function startUpstreamRun(): Promise<UpstreamRun> {
  const clock = createManualClock()
  const [prompt, slow] = await Promise.all([startOpenAi(), startOpenAi({}, { clock })])
  return {
    async run(one) {
      const service = one.isTimed ? slow : prompt
      const time = one.isTimed ? clock : undefined
      const problems = await problemsOf(one, service, time)
      const after = await problemsOf({ name: 'an ordinary one', expected: {} }, service, time)
      return [...problems, ...after.map((problem) => `afterwards ${problem}`)]
    },
    async close() {
      await Promise.all([prompt.close(), slow.close()])
    },
  }
}

async function problemsOf(
  one: UpstreamCase,
  service: OpenAiService,
  clock: ManualClock | undefined,
): Promise<string[]> {
  const { upstream, entries } = service
  const ended = entries.length
  const sent = upstream.sent + (one.chat ? 2 : 1)
  const before = await service.metrics()
  upstream.transcription = one.transcription ?? transcript('I like it.')
  upstream.chat = one.chat ?? streams(whole)
  const asking = service.post()
  if (clock) {
    await eventually(() => upstream.sent >= sent)
    while (entries.length === ended) await clock.advance(500)
  }
  const answer = await asking
  const entry = await eventually(() => entries[ended])
  while (upstream.open > 0) await (clock ? clock.advance(500) : new Promise(setImmediate))
  const metrics = await service.metrics()
  return [
    ...differences(one.expected, answer, entry),
    ...countsOf(one.expected, before, metrics),
    ...['active', 'upstream_running', 'upstream_waiting']
      .map((name) => `speaking_${name} 0`)
      .filter((line) => !metrics.includes(`${line}\n`))
      .map((line) => `not ${line}`),
    ...leaks(answer, entry, service),
  ]
}

function differences(expected: Expected, answer: Answer, entry: LogEntry): string[] {
  const { reason, code, upstreamStatus, retryAfter, totalMaxMs = Infinity } = expected
  const isRefused = answer.status !== 200
  const lines = answer.text.split('\n')
  const last = lines.pop() ?? ''
  const text = isRefused ? '' : contentsOf(lines.join('\n') || '{"result":{"content":""}}').join('')
  const read = expected.text ?? (reason === undefined ? heard + wrote : isRefused ? '' : heard)
  const problems: [string, unknown, unknown][] = [
    ['connection', answer.errorCode, undefined],
    ['reason', entry.reason, reason],
    ['outcome', entry.outcome, reason === undefined ? 'finished' : isRefused ? 'refused' : 'failed'],
    ['in time', (entry.totalMs ?? 0) <= totalMaxMs, true],
    ['an error line', last !== '', reason !== undefined],
    ['Retry-After', answer.headers['retry-after'], isRefused ? retryAfter : undefined],
    ...(code === undefined ? [] : [['code', entry.upstream.refusedCode, code] as [string, unknown, unknown]]),
    ...(upstreamStatus === undefined
      ? []
      : [['status', entry.upstream.refusedStatus, upstreamStatus] as [string, unknown, unknown]]),
  ]
  const isRight = typeof read === 'string' ? text === read : read.test(text)
  return [
    ...problems
      .filter(([, found, right]) => found !== right)
      .map(([name, found, right]) => `${name}: ${String(found)}, not ${String(right)}`),
    ...(isRight ? [] : [`text: ${text.slice(0, 200)}, not ${String(read).slice(0, 200)}`]),
  ]
}

/** Exactly one refusal is counted, under its reason, or none. */
function countsOf({ reason }: Expected, before: string, after: string): string[] {
  const counted = refusalsIn(after).filter((line) => !refusalsIn(before).includes(line))
  const right = reason === undefined ? 0 : 1
  const isRight = counted.length === right && counted.every((line) => line.includes(`reason="${reason}"`))
  return isRight ? [] : [`counted ${counted.join(', ') || 'nothing'}`]
}

const refusalsIn = (metrics: string): readonly string[] =>
  metrics.match(/^speaking_refused_total\{.*$/gm) ?? []

/** The server's own words reach nobody, and what was said is in no log. */
function leaks(answer: Answer, entry: LogEntry, { lines }: OpenAiService): string[] {
  const logged = JSON.stringify([entry, lines.slice(-2)])
  const everything = logged + answer.text + JSON.stringify(answer.headers)
  const found =
    /sk-secret|Incorrect|You help/.exec(everything) ?? /like it|love it|18446744073709551615/.exec(logged)
  return found ? [`leaked ${found[0]}`] : []
}
