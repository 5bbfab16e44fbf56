// Hostile requests → what is wrong with what the client, the log and the metrics get of each. Nothing of one may be left for the next.
import { connect, type Socket } from 'node:net'
import { systemClock } from '../../tools/service/clock'
import { createKeptAnswers } from '../../tools/service/kept-answers'
import { variables } from '../../tools/service/settings'
import type { LogEntry } from '../../tools/service/request-log'
import { startOpenAi, type OpenAiService } from '../tools/service/openai/start-openai'
import { base64, contents, ids, json, recordings } from './hostile-bodies'
import { chunks, connections, heads, lengths, targets } from './hostile-connections'
import { speech, speechPaths, speechTexts } from './hostile-speech'
import { casesOf, short, type Expected, type RequestCase } from './hostile-request'
import { readHttpResponse } from './http-body'

export const requestCases: readonly RequestCase[] = [
  ...casesOf('recording', recordings),
  ...casesOf('id', ids),
  ...casesOf('JSON', json),
  ...casesOf('base64', base64),
  ...casesOf('address', contents),
  ...casesOf('speech', [...speech, ...speechTexts]),
  ...casesOf('path of speech', speechPaths),
  ...casesOf('length', lengths),
  ...casesOf('chunk', chunks),
  ...casesOf('head', heads),
  ...casesOf('target', targets),
  ...casesOf('connection', connections),
]

export interface RequestRun {
  /** What went otherwise than expected; empty if nothing did. */
  run(one: RequestCase): Promise<readonly string[]>
  close(): Promise<void>
}

export async function startRequestRun(): Promise<RequestRun> {
  const service = await startOpenAi(
    { OPENAI_VOICE_MODEL: 'tts-1' },
    {
      bodyMaxBytes: variables.BODY_MAX_BYTES.fallback,
      // all ask under the same ids: what has ended must not answer the next
      keptAnswers: createKeptAnswers({ keptSeconds: 600, maxBytes: 0, clock: systemClock }),
    },
  )
  // whatever is kept open between the service and its models is open from here on
  await service.post(short())
  const socketsBefore = socketCount()
  return {
    async run(one) {
      const problems = await problemsOf(one, service)
      const { status, text } = await service.post(short())
      if (status !== 200 || !text.includes('Next take'))
        problems.push(`then a good one got ${status}: ${text}`)
      await soon(() => service.upstream.open === 0)
      const metrics = await service.metrics()
      for (const [line] of metrics.matchAll(
        /^speaking_(?:active|uploads|held_bytes|upstream_\w+|speech_running|speech_waiting) [^0].*$/gm,
      )) {
        problems.push(`left: ${line}`)
      }
      await soon(() => socketCount() <= socketsBefore)
      if (service.upstream.open > 0) problems.push('left: a request to a model')
      if (socketCount() > socketsBefore) problems.push('left: a connection')
      return problems
    },
    close: () => service.close(),
  }
}

/** What is only to come with the next events, or does not come: the check that follows tells. */
async function soon(look: () => boolean): Promise<void> {
  const untilMs = Date.now() + 60_000
  while (!look() && Date.now() < untilMs) await new Promise(setImmediate)
}

const socketCount = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length

async function problemsOf(one: RequestCase, service: OpenAiService): Promise<string[]> {
  const { entries, lines } = service
  const { expected } = one
  const [ended, logged] = [entries.length, lines.length]
  const before = await service.metrics()
  const response = await talk(service.port, one)
  if (expected.outcome !== undefined) await soon(() => entries.length > ended)
  const metrics = await service.metrics()
  const written = JSON.stringify([entries.slice(ended), lines.slice(logged)])
  const leak = /18446744073709551615|SUQz|hometown|love/.exec(written)
  return [
    ...differences(expected, response),
    ...logDifferences(expected, entries.slice(ended)),
    ...countDifferences(expected, before, metrics),
    ...(leak ? [`logged ${leak[0]}`] : []),
  ]
}

/** Resolves to all that was read when the connection has ended. */
function talk(port: number, { pieces, then = 'read' }: RequestCase): Promise<Buffer> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (part) => {
      parts.push(part)
      if (then === 'reset-after-text' && part.includes('You said')) socket.resetAndDestroy()
    })
    // a reset is an end like any other
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(Buffer.concat(parts)))
    socket.on('connect', () => void writeAll(socket, pieces, then))
  })
}

async function writeAll(
  socket: Socket,
  pieces: RequestCase['pieces'],
  then: RequestCase['then'],
): Promise<void> {
  for (const piece of pieces) {
    await new Promise((written) => socket.write(piece, written))
    // its own packet, not one with the next
    await new Promise(setImmediate)
  }
  if (then === 'end') socket.end()
  else if (then === 'reset') socket.resetAndDestroy()
}

/** A refusal may not be longer, whatever it is about. */
const refusalMaxBytes = 1_000

function differences({ status, says }: Expected, response: Buffer): string[] {
  const text = response.toString()
  const found = readHttpResponse(response)
  const isLong = status !== 200 && status !== 100 && response.length > refusalMaxBytes
  return [
    ...(found.status === status ? [] : [`status ${found.status}, not ${status}: ${text.slice(0, 300)}`]),
    ...(says === undefined || says.test(text) ? [] : [`says ${text.slice(0, 600)}, not ${says}`]),
    ...(isLong ? [`${response.length} bytes of refusal`] : []),
  ]
}

function logDifferences({ outcome, reason }: Expected, entries: readonly LogEntry[]): string[] {
  const last = entries.at(-1)
  return [
    ...(last?.outcome === outcome ? [] : [`outcome ${last?.outcome}, not ${outcome}`]),
    ...(last?.reason === reason ? [] : [`reason ${last?.reason}, not ${reason}`]),
  ]
}

/** Exactly one refusal is counted, under its reason, or none. */
function countDifferences({ outcome, reason }: Expected, before: string, after: string): string[] {
  if (outcome === undefined) return []
  const counted = refusalsIn(after).filter((line) => !refusalsIn(before).includes(line))
  const isRight =
    reason === undefined ? counted.length === 0 : counted.length === 1 && counted[0]?.includes(`"${reason}"`)
  return isRight ? [] : [`counted ${counted.join(', ') || 'nothing'}`]
}

const refusalsIn = (metrics: string): readonly string[] =>
  metrics.match(/^speaking_refused_total\{.*$/gm) ?? []
