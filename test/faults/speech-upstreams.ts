// What a speech model's server may send, and what student, log and metrics get of it.
import { transcript } from '../fakes/openai-server'
import {
  secret,
  raw,
  page,
  says,
  refuses,
  endless,
  resets,
  hangs,
  good,
  refused,
  filtered,
  misconfigured,
  busy,
  failed,
  stalled,
  cut,
  timed,
  silent,
  wrote,
  type Row,
} from './hostile-upstream'

// prettier-ignore
export const speechAnswers: readonly Row[] = [
  ['401, wrong key', refuses(401, { code: 'invalid_api_key' }), misconfigured('invalid_api_key', { upstreamStatus: 401 })],
  ['403, a page', page(403), misconfigured(undefined, { upstreamStatus: 403 })],
  ['404, unknown model', refuses(404, { code: 'model_not_found' }), misconfigured('model_not_found')],
  ['400 about the model', refuses(400, { param: 'model' }), misconfigured('invalid_request_error')],
  ['400 about a parameter', refuses(400, { param: 'language', message: 'audio: no such language' }), misconfigured()],
  ['400 without a word', raw(400, {}), misconfigured(undefined, { upstreamStatus: 400 })],
  ['400, too short', refuses(400, { code: 'audio_too_short' }), refused],
  ['400 about the file', refuses(400, { param: 'file', message: 'Invalid file format' }), refused],
  ['400, only a text about the audio', says(400, { error: 'The audio could not be decoded' }), refused],
  ['400, moderated', refuses(400, { code: 'data_inspection_failed' }), filtered('data_inspection_failed')],
  ['413, a page', page(413), refused],
  ['422, a form that it does not know', says(422, { detail: [{ loc: ['body', 'audio'] }] }), misconfigured()],
  ['429 and when to come again', refuses(429, {}, { 'Retry-After': '17' }), busy({ retryAfter: '17' })],
  ['429 and no time', refuses(429, {}, { 'Retry-After': '-3' }), busy()],
  ['429 for a week', refuses(429, {}, { 'Retry-After': '604800' }), busy()],
  ['429, nothing paid', refuses(429, { code: 'insufficient_quota' }), misconfigured('insufficient_quota')],
  ['402', says(402, { message: 'Insufficient balance' }), misconfigured()],
  ['408', page(408), stalled()],
  ['500, a page', page(500), failed(undefined, { upstreamStatus: 500 })],
  ['503 and when to come again', says(503, {}, { 'Retry-After': '30' }), failed(undefined, { retryAfter: '30' })],
  ['504', page(504), stalled()],
  ['redirected', raw(302, { Location: 'http://127.0.0.1:9/' }), misconfigured(undefined, { upstreamStatus: 302 })],
  ['204', raw(204, {}), misconfigured('no-transcription')],
  ['nothing', raw(200, { 'Content-Type': 'application/json' }), misconfigured('no-transcription')],
  ['an empty text', says(200, { text: '' }), silent],
  ['dots', says(200, { text: '. . .' }), silent],
  ['100,000 blanks', says(200, { text: ' \n'.repeat(50_000) }), silent],
  ['a text that is null', says(200, { text: null }), misconfigured('no-transcription')],
  ['a list of texts', says(200, { text: ['I like it.'] }), misconfigured('no-transcription')],
  ['null', says(200, null), misconfigured('no-transcription')],
  ['a number', says(200, 42), misconfigured('no-transcription')],
  ['an array', says(200, [{ text: 'I like it.' }]), misconfigured('no-transcription')],
  ['a page with status 200', page(200), misconfigured('no-transcription')],
  ['an error with status 200', says(200, { error: { message: secret, code: 429 } }), busy()],
  ['moderated with status 200', says(200, { base_resp: { status_code: 1026, status_msg: secret } }), filtered('1026')],
  ['plain text', raw(200, { 'Content-Type': 'text/plain' }, 'I like it.\n'), good],
  ['plain silence', raw(200, { 'Content-Type': 'text/plain' }), silent],
  ['JSON that says it is a page', raw(200, { 'Content-Type': 'text/html' }, '{"text":"I like it."}'), good],
  ['a byte order mark', raw(200, { 'Content-Type': 'application/json' }, '\ufeff{"text":"I like it."}'), good],
  ['half an object', raw(200, { 'Content-Type': 'application/json' }, '{"text":"I li'), misconfigured()],
  ['another paragraph inside', transcript('I\n\nlike\\n\\nit.\0'), { text: `You said: I like n nit.${wrote}` }],
  ['300 kB of text', transcript('I like it. '.repeat(27_000)), { text: /^You said: (I like it\. ?){363,}.{0,9}…\\n\\nBetter: I love it\.$/s }],
  ['2 MB of text', transcript('I like it. '.repeat(180_000)), cut()],
  ['no end', endless('x'.repeat(100_000)), cut()],
  ['a reset', resets, failed('ECONNRESET')],
  [
    'a reset inside the text',
    (response) => {
      response.writeHead(200, { 'Content-Length': 90 }).write('{"te', () => response.destroy())
    },
    cut(),
  ],
  ['100 kB of headers', raw(200, { 'X-Long': 'x'.repeat(100_000) }, '{"text":"I like it."}'), failed()],
  [
    'early hints',
    (response, ...more) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' })
      return transcript('I like it.')(response, ...more)
    },
    good,
  ],
  ['silence', hangs, stalled({ text: '' }), timed],
  [
    'silence inside the text',
    (response) => {
      response.writeHead(200).write('{"text":"I')
    },
    stalled({ text: '' }),
    timed,
  ],
  [
    'silence inside an error',
    (response) => {
      response.writeHead(401).write('{"error":')
    },
    stalled({ text: '' }),
    timed,
  ],
]
