// Cases → judged answers: each is sent to the service over HTTP as a phone sends it. Only speech recognition is replaced, by the case's
// own transcript; the language model is whichever the settings name.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { systemClock } from '../../tools/service/clock'
import { createOpenAiEngine } from '../../tools/service/engines/openai/engine'
import { readOpenAiSettings } from '../../tools/service/engines/openai/settings'
import type { Environment } from '../../tools/service/environment'
import { createService } from '../../tools/service/service'
import { readSettings } from '../../tools/service/settings'
import { startOpenAiServer, transcript, type Respond } from '../fakes/openai-server'
import { tagWith } from '../fakes/tagged'
import type { JudgeCase } from './judge-case'
import { faultsOf, type Fault } from './rules'

export interface JudgedCase {
  readonly judged: JudgeCase
  readonly paragraphs: readonly string[]
  readonly faults: readonly Fault[]
}

export interface JudgeOptions {
  /** As the service reads it: the language model's address, key and name. */
  readonly environment: Environment
  /** Cases at the same time. */
  readonly atOnce: number
  /** Called in the order in which they end. */
  readonly onJudged?: (result: JudgedCase) => void
}

/** Two seconds: nobody listens to it. */
const mp3 = readFileSync(join(__dirname, '../fixtures/audio/hometown.mp3')).subarray(0, 12_096)
const methodPath = '/chat_completion.ChatService/ielts_speaking_p1_generate'
const frameMaxBytes = 1_000_000

export async function judge(cases: readonly JudgeCase[], options: JudgeOptions): Promise<JudgedCase[]> {
  const recognition = await startOpenAiServer()
  recognition.transcription = recognise(cases)
  const settings = readOpenAiSettings(
    readSettings({
      ...options.environment,
      OPENAI_TRANSCRIPTION_BASE_URL: recognition.baseUrl,
      OPENAI_TRANSCRIPTION_API_KEY: 'none',
    }),
  )
  const service = createService({ engine: createOpenAiEngine(settings, systemClock) })
  const running = await service.listen(0)
  const results: JudgedCase[] = []
  const waiting = [...cases.entries()]

  async function judgeNext(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, judged] = next
      const answer = await answerTo(judged, index, `http://127.0.0.1:${running.port}${methodPath}`)
      const result = { judged, paragraphs: answer.paragraphs, faults: faultsOf(judged, answer) }
      results[index] = result
      options.onJudged?.(result)
    }
  }

  await Promise.all(Array.from({ length: options.atOnce }, judgeNext))
  await running.close()
  await recognition.close()
  return results
}

/** The recording's tag names the case, so that several can be heard at the same time. */
function recognise(cases: readonly JudgeCase[]): Respond {
  return (response, request, gone) => {
    const { bytes } = request.body['file'] as { bytes: Buffer }
    const id = /judge-case\0([a-z-]+)/.exec(bytes.subarray(0, 2_000).toString('latin1'))?.[1]
    const found = cases.find((one) => one.id === id)
    if (!found) throw new Error('the recording names no case')
    return transcript(found.transcript)(response, request, gone)
  }
}

async function answerTo(judged: JudgeCase, index: number, url: string) {
  const { id, question, take, notes } = judged
  const tag = tagWith({
    'judge-case': id,
    ...(question !== undefined && { 'question-id': id, question, take: String(take ?? 1) }),
    ...(notes && { notes }),
  })
  const body = JSON.stringify({
    logid: String(index + 1),
    uid: String(index + 1),
    media_buf: Buffer.concat([tag, mp3]).toString('base64'),
  })
  const response = await fetch(url, { method: 'POST', body })
  const stream = createAnswerStream({ frameMaxBytes })
  stream.feed(new Uint8Array(await response.arrayBuffer()))
  const isWhole = stream.end() === 'done' && response.ok
  return { isWhole, paragraphs: stream.text.finished }
}
