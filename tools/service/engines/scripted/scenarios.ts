// Scenario name → what the answer does, as a pure generator of steps.
import type { Head, Step } from '../../engine'
import { frame, paragraphBreak, type Ids } from '../../frames'
import type { NotesLanguage, TaggedQuestion } from '../../question'
import { grpc, serviceRefusal } from '../../refusal'
import { answerParagraphs, contents, longParagraphs, madeUpListening, pauseMs } from './script'

/** An engine's step, or a pause; `Infinity` lasts until the client leaves. */
export type ScenarioStep = Step | { readonly waitMs: number }

export interface ScenarioRequest extends Ids {
  readonly question?: TaggedQuestion | undefined
  readonly notesLanguage: NotesLanguage
  /** `;ms=N` in the address replaces every pause of the scenario. */
  readonly pauseMs: number | undefined
}

export interface Scenario {
  readonly description: string
  readonly head?: Head
  readonly strictBytes?: true
  readonly isKept?: true
  steps(request: ScenarioRequest): Iterable<ScenarioStep>
}

/** The contents, with a pause before each. */
function* paced(
  request: ScenarioRequest,
  allContents: readonly string[],
  ownPauseMs?: number,
): Iterable<ScenarioStep> {
  for (const [index, content] of allContents.entries()) {
    yield {
      waitMs: request.pauseMs ?? ownPauseMs ?? pauseMs(request.logid, index, allContents[index - 1] ?? ''),
    }
    yield { content }
  }
}

const answer = (request: ScenarioRequest) => contents(answerParagraphs(request.logid, request.question))
const ok = (request: ScenarioRequest) => paced(request, answer(request))

/** The first ten frames: up to the first paragraph break in the contract's sample. */
const begin = (request: ScenarioRequest) => paced(request, answer(request).slice(0, 10))

const body = (status: number, contentType: string, text: string, retryAfterSeconds?: number) => ({
  head: { status, contentType, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
  *steps(): Iterable<ScenarioStep> {
    yield { write: text }
  },
})

const json = (status: number, value: unknown) => body(status, 'application/json', JSON.stringify(value))

const page = (status: number, title: string) =>
  body(
    status,
    'text/html',
    `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
      '<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
  )

/** None of these is a frame; some leave a brace or a quote open. */
const noise = [
  'upstream: keep-alive\n',
  '{"result":{"logid":\n',
  '}}]\n',
  '{ "half open\n',
  '\u0000\u0001\u007f\n',
  '<!-- proxy -->\n',
  '[{[{\n',
]

export const scenarios: Readonly<Record<string, Scenario>> = {
  ok: { description: 'a model answer at a natural pace', steps: ok },
  listening: {
    description: 'as a service that listens writes; nobody does: transcript and notes are made up',
    *steps(request) {
      const { logid, notesLanguage, question } = request
      const [said = '', ...rest] = madeUpListening(logid, notesLanguage, question)
      // the transcript comes whole, and the rest once the model begins
      yield { content: '' }
      yield { waitMs: request.pauseMs ?? 1_500 }
      yield { content: said }
      yield { waitMs: request.pauseMs ?? 1_500 }
      yield { content: paragraphBreak }
      yield* paced(request, contents(rest).slice(1))
    },
  },
  slow: {
    description: 'a model answer, 0.4 s per frame',
    steps: (request) => paced(request, answer(request), 400),
  },
  long: {
    description: '20,000 characters, English and Chinese',
    steps: (request) => paced(request, contents(longParagraphs(20_000)), 8),
  },
  'first-byte-late': {
    description: 'no bytes for 8 s, then the whole answer',
    *steps(request) {
      yield { waitMs: request.pauseMs ?? 8_000 }
      yield* paced({ ...request, pauseMs: undefined }, answer(request))
    },
  },
  stall: {
    description: 'some text, then nothing while the connection stays open',
    *steps(request) {
      yield* begin(request)
      yield { waitMs: Infinity }
    },
  },
  cut: {
    description: 'the connection is cut in the middle of a frame',
    *steps(request) {
      yield* begin(request)
      yield { write: frame(request, 'never read').slice(0, -12) }
      yield { destroy: true }
    },
  },
  kept: {
    description: 'a model answer that can be asked for again for ten minutes, without its recording',
    isKept: true,
    steps: ok,
  },
  lift: {
    description: 'as kept, but the connection is cut in the middle of a frame; the rest can be asked for',
    isKept: true,
    *steps(request) {
      const text = answer(request)
      yield* paced(request, text.slice(0, 10))
      const bytes = frame(request, text[10] ?? '')
      yield { write: bytes.slice(0, -12) }
      yield { waitMs: request.pauseMs ?? 300 }
      yield { destroy: true }
      yield { write: bytes.slice(-12) }
      yield* paced(request, text.slice(11))
    },
  },
  truncated: {
    description: 'the response ends normally, but in the middle of a frame',
    *steps(request) {
      yield* begin(request)
      yield { write: frame(request, 'never read').slice(0, -12) }
    },
  },
  'error-v1': {
    description: "ten frames, then grpc-gateway v1's error without a newline",
    *steps(request) {
      yield* begin(request)
      const error = { grpc_code: 8, http_code: 429, message: 'quota' }
      yield { write: JSON.stringify({ error: { ...error, http_status: 'Too Many Requests', details: [] } }) }
    },
  },
  'error-v2': {
    description: "ten frames, then grpc-gateway v2's error without a newline",
    *steps(request) {
      yield* begin(request)
      yield { write: JSON.stringify({ error: { code: 8, message: 'quota', details: [] } }) }
    },
  },
  'http-400': {
    description: "HTTP 400 before any frame, in grpc-gateway v1's format",
    ...json(400, { error: 'invalid request', message: 'invalid request', code: 3, details: [] }),
  },
  'http-413': {
    description: "HTTP 413, nginx's error page",
    ...page(413, '413 Request Entity Too Large'),
  },
  'http-429': {
    description: "HTTP 429 before any frame, in grpc-gateway v2's format",
    ...json(429, { code: 8, message: 'quota', details: [] }),
  },
  daily: {
    description:
      'HTTP 429 before any frame, to be sent again in a day, as when the answers of a day are used up',
    ...body(
      429,
      'application/json',
      serviceRefusal(grpc.resourceExhausted, 'no more answers today').body,
      86_400,
    ),
  },
  'http-500': {
    description: "HTTP 500, a proxy's HTML error page",
    ...page(500, '500 Internal Server Error'),
  },
  'http-503': {
    description: 'HTTP 503 before any frame: the gateway is up, the service is not',
    ...json(503, { error: 'no connection', message: 'no connection', code: 14, details: [] }),
  },
  garbage: {
    description: 'garbage between the frames, including unclosed braces',
    *steps(request) {
      for (const [index, step] of [...ok(request)].entries()) {
        yield step
        if ('content' in step) yield { write: noise[(index >> 1) % noise.length] ?? '' }
      }
    },
  },
  merged: {
    description: 'many frames per write, without newlines between them',
    *steps(request) {
      const all = answer(request).map((content) => frame(request, content).trimEnd())
      for (let from = 0; from < all.length; from += 16) {
        yield { waitMs: request.pauseMs ?? 300 }
        yield { write: all.slice(from, from + 16).join('') }
      }
    },
  },
  'one-byte': {
    description: 'every byte in its own write',
    *steps(request) {
      for (const content of contents([
        answerParagraphs(request.logid, request.question)[0] ?? '',
        '一个字节一个字节地来。',
      ])) {
        for (const byte of Buffer.from(frame(request, content))) {
          yield { waitMs: request.pauseMs ?? 1 }
          yield { write: Uint8Array.of(byte) }
        }
      }
    },
  },
  emoji: {
    description: 'emoji and Chinese; every write ends inside a character',
    *steps(request) {
      const all = ['', 'Well done 👏', '，说得很好', '👩‍👩‍👧', '🇨🇳', '\\n\\n', '继续加油', '💪🏽', '！', ' ok 🎉']
      const bytes = Buffer.from(all.map((content) => frame(request, content)).join(''))
      for (const part of cutInsideCharacters(bytes)) {
        yield { waitMs: request.pauseMs ?? 120 }
        yield { write: part }
      }
    },
  },
  'strict-bytes': {
    description: 'refuses a plain URL in content, like a gateway whose proto types it as bytes',
    strictBytes: true,
    steps: ok,
  },
  empty: {
    description: 'HTTP 200 without a frame',
    steps: () => [],
  },
  pretty: {
    description: 'frames spread over several lines',
    *steps(request) {
      for (const step of ok(request)) {
        yield 'content' in step
          ? { write: JSON.stringify(JSON.parse(frame(request, step.content)), undefined, 2) + '\n' }
          : step
      }
    },
  },
}

/** Cuts after the first byte of each multi-byte character. */
function* cutInsideCharacters(bytes: Buffer): Iterable<Uint8Array> {
  let from = 0
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0xc0) continue
    yield bytes.subarray(from, at + 1)
    from = at + 1
  }
  yield bytes.subarray(from)
}
