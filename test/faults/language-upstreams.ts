// What a language model's server may send, and what student, log and metrics get of it.
import { gzipSync } from 'node:zlib'
import { chatCut, chatSilence, chunk, doneMark, event } from '../fakes/openai-server'
import {
  secret,
  begun,
  rest,
  tail,
  whole,
  half,
  raw,
  page,
  says,
  refuses,
  streams,
  completes,
  endless,
  resets,
  hangs,
  good,
  filtered,
  misconfigured,
  busy,
  failed,
  stalled,
  cut,
  length,
  timed,
  long,
  heard,
  fails,
  type Row,
} from './hostile-upstream'

// prettier-ignore
export const languageAnswers: readonly Row[] = [
  // by status
  ['401, wrong key', refuses(401, { code: 'invalid_api_key' }), misconfigured('invalid_api_key', { upstreamStatus: 401 })],
  ['400, unknown parameter', refuses(400, { param: 'stream_options' }), misconfigured('invalid_request_error')],
  ['400, unknown model, at SiliconFlow', says(400, { code: 20012, message: secret, data: null }), misconfigured('20012')],
  ['400, filtered', refuses(400, { code: 'content_filter' }), filtered('content_filter')],
  ['400, moderated by DashScope', refuses(400, { code: 'data_inspection_failed', type: 'data_inspection_failed' }), filtered('data_inspection_failed')],
  ['400, moderated by Zhipu', says(400, { error: { code: '1301', message: secret } }), filtered('1301')],
  ['400, moderated by Ark', says(400, { error: { code: 'SensitiveContentDetected.SevereViolation', message: secret, type: 'BadRequest' } }), filtered('SensitiveContentDetected.SevereViolation')],
  ['400, moderated by a guard before Ark', says(400, { error: { code: 'InputTextRiskDetection', message: secret, type: 'BadRequest' } }), filtered('InputTextRiskDetection')],
  ['400, moderated by Moonshot', says(400, { error: { code: 400, message: secret, type: 'content_filter' } }), filtered('400')],
  ['400, moderated by DeepSeek', refuses(400, { message: 'Content Exists Risk', code: 'invalid_request_error' }), filtered('invalid_request_error')],
  ['422, moderated by MiniMax', says(422, { error: { message: 'input new_sensitive (1026)' } }), filtered()],
  ['451, moderated by StepFun', says(451, { error: { type: 'censorship_blocked', message: secret } }), filtered('censorship_blocked')],
  ['421, moderated by MiMo', says(421, {}), filtered(undefined, { upstreamStatus: 421 })],
  ['500, sensitive words, by a gateway', refuses(500, { code: 'sensitive_words_detected' }), filtered('sensitive_words_detected')],
  ['403, moderated by OpenRouter', says(403, { error: { code: 403, message: 'Your model requires moderation' } }), filtered('403')],
  ['429', refuses(429, { code: 'rate_limit_exceeded' }), fails('upstream-busy', 'rate_limit_exceeded')],
  ['429, nothing paid, at Zhipu', says(429, { error: { code: '1113', message: secret } }), misconfigured('1113')],
  ['500, too many at once, at Zhipu', says(500, { error: { code: '1302', message: secret } }), fails('upstream-busy', '1302')],
  ['502, a page', page(502), failed(undefined, { upstreamStatus: 502 })],
  ['503, overloaded', refuses(503, { code: 'engine_overloaded' }), busy()],
  ['504, a page', page(504), stalled()],
  ['redirected', raw(307, { Location: '/v2/chat/completions' }), misconfigured(undefined, { upstreamStatus: 307 })],
  ['204', raw(204, {}), cut()],
  [
    'an endless error',
    (response, request, gone) => {
      response.writeHead(500)
      return endless('x'.repeat(50_000))(response, request, gone)
    },
    failed(undefined, { upstreamStatus: 500 }),
  ],

  // status 200, and no stream
  ['nothing', raw(200, { 'Content-Type': 'text/event-stream' }), cut()],
  ['a page', page(200), misconfigured('html')],
  ['other JSON', says(200, { status: 'ok' }), misconfigured('no-completion')],
  ['other text', raw(200, { 'Content-Type': 'text/plain' }, 'OK'), cut()],
  ['an error', says(200, { error: { message: secret, code: 'rate_limit_exceeded' } }), busy()],
  ['a completion', completes({ content: 'Better: I love it.' }), good],
  [
    'a completion in parts',
    completes({
      content: [
        { type: 'text', text: 'Better: I ' },
        { type: 'text', text: 'love it.' },
      ],
    }),
    good,
  ],
  ['a completion that thinks', completes({ content: '<think>\nHm.\n</think>\n\nBetter: I love it.' }), good],
  ['a filtered completion', completes({ content: 'Better: I' }, 'content_filter'), filtered('content_filter', { text: half })],
  ['a completion that is too long', completes({ content: 'Better: I' }, 'length'), length('length', { text: half })],
  ['half a completion', raw(200, {}, '{"choices":[{"mess'), misconfigured('no-completion')],

  // errors inside the stream
  ['an error event', streams(begun + event({ error: { message: secret, code: 'server_error' } })), failed('server_error', { text: half })],
  ['an error with a number', streams(begun + event({ error: { message: secret, code: 429 } })), busy({ text: half })],
  ['an error with another number', streams(event({ error: { message: secret, code: 401 } })), misconfigured('401')],
  ['an error without a code', streams(event({ error: { message: secret } })), failed()],
  ['an error that is a text', streams(event({ error: secret })), failed()],
  ['an error called so', streams(`event: error\n${event({ message: secret, code: 'overloaded' })}`), busy()],
  ['an error of older vLLM', streams(event({ object: 'error', message: secret, type: 'BadRequestError', code: 400 })), misconfigured('400')],
  ['moderated by Zhipu midway', streams(begun + event({ error: { code: '1301', message: secret } })), filtered('1301', { text: half })],
  ['moderated by MiniMax midway', streams(begun + event({ choices: null, base_resp: { status_code: 1027, status_msg: secret } })), filtered('1027', { text: half })],
  ['MiniMax without an error', streams(begun + event({ base_resp: { status_code: 0, status_msg: '' } }) + tail), good],
  ['an error after the end', streams(begun + rest + event({ error: { message: secret } })), good],

  // ends
  ...['stop', 'STOP', 'eos', 'eos_token', 'end_turn', 'stop_sequence'].map((word): Row => [`finish_reason ${word}`, streams(begun + chunk({ content: ' love it.' }, word)), good]),
  ['finish_reason empty, and the end mark', streams(begun + chunk({ content: ' love it.' }, '') + doneMark), good],
  ['finish_reason empty, and no end mark', streams(begun + chunk({}, '')), cut(undefined, { text: half })],
  ['the end mark alone', streams(begun + chunk({ content: ' love it.' }) + doneMark), good],
  ['the end mark, and the connection stays open', chatSilence(begun + chunk({ content: ' love it.' }) + doneMark), { totalMaxMs: 5_000 }, timed],
  ['the end, and the connection stays open', chatSilence(begun + rest), { totalMaxMs: 5_000 }, timed],
  ['no end', streams(begun), cut(undefined, { text: half })],
  ...['content_filter', 'sensitive', 'safety'].map((word): Row => [`finish_reason ${word}`, streams(begun + chunk({}, word) + doneMark), filtered(word, { text: half })]),
  ...['length', 'max_tokens', 'model_context_window_exceeded'].map((word): Row => [`finish_reason ${word}`, streams(begun + chunk({}, word) + doneMark), length(word, { text: half })]),
  ...['error', 'abort', 'network_error', 'insufficient_system_resource', 'tool_calls', 'function_call', 'unknown'].map((word): Row => [`finish_reason ${word}`, streams(begun + chunk({}, word) + doneMark), cut(word, { text: half })]),
  ['finish_reason with a secret', streams(begun + chunk({}, secret) + doneMark), cut(undefined, { text: half })],
  ['finish_reason that is a number', streams(begun + event({ choices: [{ finish_reason: 7 }] })), cut(undefined, { text: half })],
  ['a refusal', streams(chunk({ refusal: "I can't help" }) + doneMark), filtered('refusal')],
  ['a refusal that is empty', streams(chunk({ refusal: '' }) + whole), good],
  ['text after the end', streams(begun + chunk({}, 'stop') + chunk({ content: ' love it.' }) + doneMark), good],
  ['another answer after the end mark', streams(whole + whole), good],
  ['another answer beside it', streams(whole.replaceAll('data: {', `${event({ choices: [{ index: 1, delta: { content: 'No.' }, finish_reason: null }] })}data: {`)), good],
  ['nothing but tool calls', streams(chunk({ tool_calls: [{ index: 0, function: { arguments: '{' } }] }) + chunk({}, 'tool_calls')), cut('tool_calls')],
  ['nothing but an end', streams(chunk({ role: 'assistant', content: '' }) + chunk({}, 'stop') + doneMark), { reason: 'upstream-failed' }],
  ['nothing but blanks', streams(chunk({ content: ' \n'.repeat(2_000) }) + chunk({}, 'stop')), { reason: 'upstream-failed' }],
  ['nothing but the transcript', streams(chunk({ content: heard }) + chunk({}, 'stop')), { reason: 'upstream-failed' }],
]

// prettier-ignore
export const languageStreams: readonly Row[] = [
  // connections
  ['a reset', resets, failed('ECONNRESET')],
  [
    'a reset after the headers',
    (response) => {
      response.writeHead(200)
      response.flushHeaders()
      setImmediate(() => response.destroy())
    },
    failed(),
  ],
  ['a reset after some text', chatCut(begun), failed(undefined, { text: half })],
  ['a reset inside an event', chatCut(begun + rest.slice(0, 40)), failed(undefined, { text: half })],
  ['a reset after the end', chatCut(begun + rest), good],
  ['a reset after the end mark', chatCut(whole), good],
  ['an end inside an event', streams(begun + rest.slice(0, 40)), cut(undefined, { text: half })],
  [
    'every connection closed',
    (response) => {
      response.setHeader('Connection', 'close')
      return streams(whole)(response, undefined as never, undefined as never)
    },
    good,
  ],
  ['silence', hangs, stalled({ text: heard }), timed],
  [
    'silence after the headers',
    (response) => {
      response.writeHead(200).flushHeaders()
    },
    stalled({ text: heard }),
    timed,
  ],
  ['silence after some text', chatSilence(begun), stalled({ text: half }), timed],
  ['silence inside an event', chatSilence(begun + rest.slice(0, 40)), stalled({ text: half }), timed],

  // forms of the stream
  ['byte by byte', streams(whole, 1), good],
  ['CRLF', streams(whole.replaceAll('\n', '\r\n'), 3), good],
  ['CR', streams(whole.replaceAll('\n', '\r'), 5), good],
  ['no space after data:', streams(whole.replaceAll('data: ', 'data:')), good],
  ['data in several lines', streams(whole.replaceAll('"choices"', '\ndata: "choices"')), good],
  ['CRLF and data in several lines, byte by byte', streams(whole.replaceAll('"choices"', '\ndata: "choices"').replaceAll('\n', '\r\n'), 1), good],
  ['comments, ids, names and times', streams(whole.replaceAll('data: ', ': here\nid: 1\nevent: message\nretry: 9\ndata: '), 7), good],
  ['a byte order mark', streams(`\ufeff${whole}`), good],
  ['another Content-Type', raw(200, { 'Content-Type': 'application/json' }, whole), good],
  ['blank lines first', streams(`\n\n  \n\n${whole}`), good],
  ['no blank line at the end', streams(whole.trimEnd()), good],
  ['events that are no chunks', streams(['null', '7', '[]', '"x"', '{}', '{"choices":null}', '{"choices":[null]}', '{"choices":{"0":1}}', '{"choices":[{"delta":"x"}]}', ''].map((data) => `data: ${data}\n\n`).join('') + whole), good],
  ['an event that is no JSON', streams(`${begun}data: {"choices":[{"del\n\n${tail}`), failed('not-json', { text: half })],
  ['an event 100,000 deep', streams(`${begun}data: ${'['.repeat(100_000)}\n\n`), failed('not-json', { text: half })],
  ['__proto__', streams(`data: {"__proto__":{"error":"x"},"choices":[]}\n\n${whole}`), good],
  ['compressed without being asked', raw(200, { 'Content-Type': 'text/event-stream', 'Content-Encoding': 'gzip' }, gzipSync(whole)), cut()],

  // forms of the text
  [
    'in parts',
    streams(
      chunk({
        content: [
          { type: 'text', text: 'Better: I' },
          { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] },
        ],
      }) + tail,
    ),
    good,
  ],
  ['a number, a truth, an object', streams(chunk({ content: 7 }) + chunk({ content: true }) + chunk({ content: { a: 1 } }) + whole), good],
  ['null', streams(chunk({ content: null }) + whole), good],
  ['reasoning beside it', streams(chunk({ reasoning_content: 'Hm', reasoning: 'Hm' }) + whole), good],
  ['reasoning in front', streams(chunk({ content: '\n<thi' }) + chunk({ content: 'nk>Hm</thi' }) + chunk({ content: 'nk>' }) + whole), good],
  ['nothing but reasoning', streams(chunk({ content: '<think>Hm' }) + chunk({}, 'stop') + doneMark), { reason: 'upstream-failed' }],
  ['reasoning up to the limit', streams(chunk({ content: '<think>Hm' }) + chunk({}, 'length') + doneMark), length('length')],
  ['half a character in each', streams('data: {"choices":[{"delta":{"content":"\\ud83d"}}]}\n\ndata: {"choices":[{"delta":{"content":"\\udc4f"}}]}\n\n' + doneMark), { text: `${heard}\\n\\n👏` }],
  ['what looks like our own frames', streams(chunk({ content: '{"error":{"grpc_code":13}}\n' }) + doneMark), { text: `${heard}\\n\\n{"error":{"grpc_code":13}}` }],

  // usage
  ...[{ prompt_tokens: '300', completion_tokens: '9' }, { prompt_tokens: -1, completion_tokens: -9 }, { prompt_tokens: null }, { prompt_tokens: 1e300, completion_tokens: 1.5 }, [], 'many'].map((usage): Row => [
    `usage ${JSON.stringify(usage).slice(0, 40)}`,
    streams(begun + rest + event({ choices: [], usage }) + doneMark),
    good,
  ]),

  // too much
  ['a 2 MB event', streams(chunk({ content: 'x'.repeat(2_000_000) })), length('text-too-long')],
  ['an event without an end', endless('data: xxxxxxxxxx'.repeat(10_000)), failed('endless')],
  ['data without an end', endless('data: xxxxxxxxxx\n'.repeat(10_000)), failed('endless')],
  ['a page without an end', endless('<p>'.repeat(50_000)), failed('endless')],
  ['text without an end', endless(chunk({ content: ' more'.repeat(2_000) })), length('text-too-long', { text: /^You said: I like it\.\\n\\n( ?more){9,}$/ })],
  ['60,000 blanks', streams(chunk({ content: 'Better: I' }) + chunk({ content: ' ' }).repeat(60_000) + chunk({ content: '\n' }) + doneMark), { text: half }, long],
  ['100,000 frames', streams(chunk({ content: 'x' }).repeat(100_000) + doneMark), { text: `${heard}\\n\\n${'x'.repeat(100_000)}` }, long],
  ['100,000 frames without text', streams(chunk({ role: 'assistant' }).repeat(100_000) + whole), good, long],
  ['100,000 ids', streams('id: 1\n'.repeat(100_000) + whole), good],
  ['100,000 comments', streams(': here\n\n'.repeat(100_000) + whole), good],
]
