// A seed → one take, sent through faults and taps at random moments, then sent again without them; and the checks that failed.
import { setTimeout as delay } from 'node:timers/promises'
import { joinAnswer } from '../../miniprogram/core/answer/answer-text'
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { answerToRead, statusOf } from '../../miniprogram/core/attempts/attempt'
import type { WxCloudFiles } from '../../miniprogram/platform/request/cloud-file'
import type { PracticeSession } from '../../miniprogram/core/session/session-runner'
import type { SessionState } from '../../miniprogram/core/session/session-state'
import type { FaultProxy, ProxiedConnection } from './fault-proxy'
import { createRandom, drawFaults, faultless, type Random } from './fault-plan'
import { readHttpResponse } from './http-body'
import { createPipeline } from './pipeline'

const scenarios = ['ok', 'ok', 'ok', 'merged', 'garbage', 'pretty', 'emoji', 'error-v1', 'error-v2', 'cut']
scenarios.push('truncated', 'stall', 'http-400', 'http-500', 'http-503', 'strict-bytes', 'empty')

/** Real time; far more than any run needs, on a busy machine too. */
const deadlineMs = 120_000
/** Real time without a byte after which nothing more will come. */
const quietMs = 1_000

export interface FaultyRun {
  /** The plan in brief, for the report. */
  readonly description: string
  /** How the first send, through the faults, ended. */
  readonly outcome: string
  /** The checks that failed; empty on success. */
  readonly problems: readonly string[]
}

export async function runFaulty(seed: number, proxy: FaultProxy, cloud: WxCloudFiles): Promise<FaultyRun> {
  const random = createRandom(seed)
  const mode = random.pick(['inline', 'cloud'] as const)
  const scenario = `${random.pick(scenarios)};ms=${random.pick([0, 0, 1, 3])}`
  const plan = drawFaults(random, { request: mode === 'inline' ? 16_500 : 400, response: 9_000 })
  const tap = random.pick([null, null, null, 'stop', 'leave', 'hide'] as const)
  const tapAfterMs = random.below(250)
  const problems: string[] = []
  const expect = (isTrue: boolean, problem: string): void => {
    if (!isTrue) problems.push(problem)
  }

  const { phone, log, clock, speak, open } = createPipeline()
  const disturbed = disturbCloud(cloud, random)
  const { session, attemptId } = await speak({
    mode,
    apiAddress: `${proxy.origin}/scenario/${scenario}`,
    cloud: disturbed.cloud,
  })
  const states: SessionState[] = []
  session.subscribe((state) => states.push(state))

  proxy.plan = plan
  const earlier = proxy.connections.length
  const sentAtMs = Date.now()
  session.send()
  const tapping = setTimeout(() => tap && tapOn[tap](session), tapAfterMs)
  // to reach the app's own time limits, the clock only runs fast when nothing more can arrive
  const isStuck = (): boolean => {
    const { isFrozen, lastPassedAtMs } = proxy.connections[earlier] ?? {
      isFrozen: false,
      lastPassedAtMs: sentAtMs,
    }
    return isFrozen || disturbed.isSilent() || Date.now() > lastPassedAtMs + quietMs
  }
  expect(await hasEnded(session, () => clock.advance(isStuck() ? 1_000 : 5)), 'the run never ends')
  clearTimeout(tapping)
  if (isRunning(session.state)) session.leave()
  const { state } = session
  const ownConnections = proxy.connections.slice(earlier)

  const ends = states.filter((one, at) => !isRunning(one) && (at === 0 || isRunning(states[at - 1] ?? one)))
  expect(ends.length === 1, `${ends.length} ends`)
  expect(clock.pendingTimers() === 0, `${clock.pendingTimers()} timers are pending`)

  const attempt = log.get(attemptId)
  const status = state.phase === 'ended' ? state.reason : state.phase
  expect(phone.kept.has(attemptId), 'the recording is gone')
  expect(attempt?.recording?.isKept === true, 'the attempt has lost its recording')
  const stored = attempt && statusOf(attempt)
  expect(stored === status, `stored as ${stored}, shown as ${status}`)

  const kept = state.phase === 'ended' ? joinAnswer(state.text) : ''
  expect((attempt?.answers.at(-1)?.text ?? '') === kept, 'the stored text differs from the one shown')
  problems.push(...textProblems(kept, status, ownConnections[ownConnections.length - 1]))
  expect(ownConnections.length <= (mode === 'cloud' ? 2 : 1), `${ownConnections.length} requests for one tap`)

  // the same recording, sent again from its own page without faults
  proxy.plan = faultless
  if (attempt) {
    const apiAddress = `${proxy.origin}/scenario/ok;ms=0`
    const again = open(attempt, { mode, cloud, apiAddress })
    again.send()
    expect(await hasEnded(again, () => clock.advance(5)), 'sent again: the run never ends')
    again.leave()
    const answered = log.get(attemptId)
    const whole = answered && answerToRead(answered)
    expect(whole?.status === 'done', `sent again: ${whole?.status} ${JSON.stringify(whole?.error)}`)
    problems.push(...textProblems(whole?.text ?? '', 'done', proxy.connections.at(-1)))
  }
  expect(session.state === state && states.at(-1) === state, 'the state changed after the end')
  expect(await areClosed(proxy.connections.slice(earlier)), 'a connection was left open')
  expect(clock.pendingTimers() === 0, `${clock.pendingTimers()} timers are pending at the end`)
  const description = [mode, scenario, tap ? `${tap} after ${tapAfterMs} ms` : '', JSON.stringify(plan)].join(
    ' ',
  )
  return { description, outcome: status, problems }
}

const tapOn: Readonly<Record<'stop' | 'leave' | 'hide', (session: PracticeSession) => void>> = {
  stop: (session) => session.stop(),
  leave: (session) => session.leave(),
  hide(session) {
    session.appHidden()
    setTimeout(() => session.appShown(), 100)
  },
}

/** Compares the text that was kept with what the service wrote on the connection. */
function textProblems(kept: string, status: string, connection: ProxiedConnection | undefined): string[] {
  const answer = readHttpResponse(connection?.response ?? Buffer.alloc(0))
  // after a corrupted byte the correct text is unknown
  if (connection?.isResponseCorrupted)
    return kept.length > answer.body.length ? ['there is more text than bytes'] : []
  const written = answer.status === 200 ? textOf(answer.body) : ''
  if (!written.startsWith(kept) && !isTextOfStart(kept, answer.body))
    return [`kept ${JSON.stringify(kept)} of ${JSON.stringify(written)}`]
  const isWhole = answer.isWhole && kept === written && kept !== ''
  return status === 'done' && !isWhole ? ['reported as done but incomplete'] : []
}

/** Where the client stopped reading, text may be legible that later noise would have spoiled. */
function isTextOfStart(kept: string, body: Buffer): boolean {
  // only the end of an object brings text
  const lengths = [0, ...Array.from(body.keys()).filter((length) => body[length - 1] === 0x7d)]
  return lengths.some((length) => textOf(body.subarray(0, length)) === kept)
}

function textOf(body: Buffer): string {
  const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
  stream.feed(body)
  stream.end()
  return joinAnswer(stream.text)
}

/** Makes uploads and URLs arrive late, fail, or never arrive. */
function disturbCloud(cloud: WxCloudFiles, random: Random) {
  let isSilent = false
  const uploading = random.pick([
    'at once',
    'at once',
    'at once',
    'at once',
    'at once',
    'at once',
    'late',
    'late',
    'fails',
    'never',
  ] as const)
  const addressing = random.pick([
    'at once',
    'at once',
    'at once',
    'at once',
    'at once',
    'at once',
    'late',
    'late',
    'fails',
    'never',
  ] as const)
  const lateMs = random.below(300)
  const disturb = (
    how: typeof uploading,
    options: { fail(failure: unknown): void },
    run: () => void,
  ): void => {
    if (how === 'at once') run()
    if (how === 'late') setTimeout(run, lateMs)
    if (how === 'never') isSilent = true
    if (how === 'fails') setImmediate(() => options.fail({ errMsg: 'fail: -1' }))
  }
  const disturbed: WxCloudFiles = {
    ...cloud,
    uploadFile(options) {
      let task: ReturnType<WxCloudFiles['uploadFile']> | undefined
      let isAborted = false
      disturb(uploading, options, () => {
        if (!isAborted) task = cloud.uploadFile(options)
      })
      return {
        abort() {
          isAborted = true
          task?.abort()
        },
        onProgressUpdate: () => undefined,
      }
    },
    getTempFileURL: (options) => disturb(addressing, options, () => cloud.getTempFileURL(options)),
  }
  return { cloud: disturbed, isSilent: () => isSilent }
}

function isRunning({ phase }: SessionState): boolean {
  return phase === 'sending' || phase === 'streaming'
}

/** Calls `tick` until the run ends; false if it is still running at the deadline. */
async function hasEnded(session: PracticeSession, tick: () => void): Promise<boolean> {
  for (const startMs = Date.now(); Date.now() < startMs + deadlineMs; await delay(5)) {
    if (!isRunning(session.state)) return true
    tick()
  }
  return false
}

/** Waits, because closing takes a round trip or two. */
async function areClosed(connections: readonly ProxiedConnection[]): Promise<boolean> {
  for (const startMs = Date.now(); Date.now() < startMs + deadlineMs; await delay(5)) {
    if (connections.every(({ isClosed }) => isClosed)) return true
  }
  return false
}
