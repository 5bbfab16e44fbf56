// The reference answer of two hundred frames, and the model that writes it: as far as it is let, and counting who asks.
import { setTimeout as delay } from 'node:timers/promises'
import {
  chunk,
  doneMark,
  startOpenAiServer,
  usageChunk,
  writeStream,
  type OpenAiRequest,
} from '../../fakes/openai-server'

export const framesOfReference = 200

/** Numbered, so that no word can be missing or come twice unseen; with characters of one to four bytes. */
const pieces = Array.from({ length: framesOfReference }, (_, at) => {
  const word = `${['word', 'café', '单词', '👍🏽'][at % 4]}${at}`
  if (at === 0) return `Better: ${word}`
  return at % 80 === 79 ? `\n\nNote: ${word}` : ` ${word}`
})

export const referenceText = `You said: I like my hometown very much.\n\n${pieces.join('')}`

/** The text of the answer as soon as its first `frames` pieces are read. */
export const lastWordOf = (frames: number) => pieces[frames - 1]?.trimStart() ?? 'You said: '

/** What the model saw of one answer. */
export interface AskedAnswer {
  asked: number
  /** For the first time. */
  askedAtMs?: number
  /** Pieces that it may write; it waits there. */
  letWrite: number
  /** Between pieces, once it may write. */
  readonly pieceMs: number
  /** The asker has closed the connection before the answer's end. */
  closedAtMs?: number
}

export interface ReferenceModel {
  readonly baseUrl: string
  /** `subject` is the text of the recording's question. */
  expect(subject: string, pieceMs?: number): AskedAnswer
  close(): Promise<void>
}

export async function startReferenceModel(): Promise<ReferenceModel> {
  const answers = new Map<string, AskedAnswer>()
  const server = await startOpenAiServer()
  let isClosed = false

  server.chat = async (response, request, gone) => {
    const answer = answers.get(subjectOf(request))
    if (answer === undefined) throw new Error(`nobody expects ${subjectOf(request)}`)
    answer.asked++
    answer.askedAtMs ??= Date.now()
    response.on('close', () => {
      if (!response.writableFinished) answer.closedAtMs ??= Date.now()
    })
    for (const [at, content] of pieces.entries()) {
      while (answer.letWrite <= at && !gone.aborted && !isClosed) await delay(2)
      if (gone.aborted || isClosed) return
      if (at > 0 && answer.pieceMs > 0) await delay(answer.pieceMs)
      await writeStream(response, chunk({ content }), Infinity, gone)
    }
    response.end(chunk({}, 'stop') + usageChunk + doneMark)
  }
  return {
    baseUrl: server.baseUrl,
    expect(subject, pieceMs = 2) {
      const answer = { asked: 0, letWrite: 0, pieceMs }
      answers.set(subject, answer)
      return answer
    },
    close() {
      isClosed = true
      return server.close()
    },
  }
}

function subjectOf({ body }: OpenAiRequest): string {
  const [, material] = body['messages'] as { content: string }[]
  return (JSON.parse(material?.content ?? '{}') as { question: string }).question
}
