// Requests whose head, framing or connection is hostile.
import type { RefusalReason } from '../../tools/service/refusal'
import { methodPath } from '../tools/service/start-service'
import {
  answered,
  chunked,
  get,
  gone,
  head,
  noRecording,
  post,
  short,
  toMethod,
  tooLarge,
  undecodable,
  type Expected,
  type Row,
} from './hostile-request'

const body = short()
const length = `Content-Length: ${body.length}`
const refused = (status: number, reason: RefusalReason, says?: RegExp): Expected => ({ status, ...(says && { says }), outcome: 'refused', reason }) // prettier-ignore
const malformed = refused(400, 'http', /this is not an HTTP request/)
const tooLong = refused(431, 'http', /the headers are too large/)
const notFound = refused(404, 'request', /Not Found/)
const unknownScenario = refused(404, 'request', /unknown scenario/)
const wrongMethod = refused(405, 'request', /Method Not Allowed/)
const stranger = refused(403, 'stranger', /Forbidden/)
/** What is still to come of a request that is refused is waited for. */
const long = { isLong: true }
const nothing: Expected = { status: 0 }
const shown = (says: RegExp): Expected => ({ status: 200, says })
const big = 10_000_000

// prettier-ignore
export const lengths: readonly Row[] = [
  ['declared larger than allowed', toMethod(`Content-Length: ${big}`), tooLarge, long],
  ['declared as large as can be', toMethod('Content-Length: 9007199254740991'), tooLarge, long],
  ['larger than allowed, in chunks', [...chunked(' '.repeat(big))], tooLarge],
  ['larger than allowed, and declared', [toMethod(`Content-Length: ${big}`), ' '.repeat(big)], tooLarge],
  ['declared larger than 64 bits', toMethod('Content-Length: 99999999999999999999'), malformed],
  ['declared twice', [toMethod(length, `Content-Length: ${body.length + 1}`), body], malformed],
  ['declared twice alike', [toMethod(length, length), body], malformed],
  ['declared twice in one', [toMethod(`Content-Length: ${body.length}, ${body.length}`), body], malformed],
  ['declared and in chunks', [toMethod(length, 'Transfer-Encoding: chunked'), body], malformed],
  ['in chunks and declared', [toMethod('Transfer-Encoding: chunked', length), body], malformed],
  ['negative', [toMethod('Content-Length: -1'), body], malformed],
  ['with a sign', [toMethod(`Content-Length: +${body.length}`), body], malformed],
  ['in hexadecimal', [toMethod('Content-Length: 0x10'), body], malformed],
  ['no number', [toMethod('Content-Length: many'), body], malformed],
  ['none', toMethod(), noRecording(/no audio/)],
  ['shorter than the body', [toMethod('Content-Length: 10'), body], { ...undecodable(), status: 0 }],
  ['longer than the body', [toMethod(`Content-Length: ${body.length + 1}`), body], gone, { then: 'end' }],
]

// prettier-ignore
export const chunks: readonly Row[] = [
  ['good', [...chunked(body), '0\r\n\r\n'], answered],
  ['good, by byte', [...chunked(...body.slice(0, 300).split(''), body.slice(300)), '0\r\n\r\n'], answered],
  ['with extensions', [toMethod('Transfer-Encoding: chunked'), `${body.length.toString(16)};a=b\r\n${body}\r\n0\r\n\r\n`], answered],
  ['with trailers', [...chunked(body), '0\r\nX: y\r\nHost: evil\r\n\r\n'], answered],
  ['with a length in the trailers', [...chunked(body), '0\r\nContent-Length: 1\r\n\r\n'], malformed, long],
  ['with leading zeros', [toMethod('Transfer-Encoding: chunked'), `000000${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`], answered],
  ['none', [toMethod('Transfer-Encoding: chunked'), '0\r\n\r\n'], noRecording(/no audio/)],
  ['no size', [toMethod('Transfer-Encoding: chunked'), '\r\n'], malformed, long],
  ['a size that is none', [toMethod('Transfer-Encoding: chunked'), 'xyz\r\n'], malformed, long],
  ['a negative size', [toMethod('Transfer-Encoding: chunked'), '-1\r\n'], malformed, long],
  ['a size beyond 64 bits', [toMethod('Transfer-Encoding: chunked'), 'fffffffffffffffff\r\n'], malformed, long],
  ['a size of a thousand digits', [toMethod('Transfer-Encoding: chunked'), '1'.repeat(1_000)], malformed, long],
  ['extensions without end', [toMethod('Transfer-Encoding: chunked'), `1;${'a'.repeat(20_000)}`], refused(413, 'http', /the request is too large/), long],
  ['no line break after one', [toMethod('Transfer-Encoding: chunked'), '1\r\nab'], malformed, long],
  ['no last one', [...chunked(body)], gone, { then: 'end' }],
  ['another coding', [toMethod('Transfer-Encoding: gzip'), body], malformed, long],
  ['another coding before', [toMethod('Transfer-Encoding: gzip, chunked'), ...chunked('{}').slice(1), '0\r\n\r\n'], noRecording(/no audio/)],
  ['another coding after', [toMethod('Transfer-Encoding: chunked, gzip'), '0\r\n\r\n'], malformed],
  ['hidden by a tab', [toMethod('Transfer-Encoding:\tchunked', length), body], malformed],
]

const target = (path: string, ...headers: readonly string[]) => head(`POST ${path}`, headers)

// prettier-ignore
export const heads: readonly Row[] = [
  ['no Host', `POST ${methodPath} HTTP/1.1\r\n\r\n`, { status: 400 }],
  ['a foreign Host', head('GET /healthz', [], 'Host: evil.example'), stranger],
  ['a Host of a million letters', head('GET /healthz', [], `Host: ${'a'.repeat(million())}`), tooLong],
  ['a Host that begins like this one', head('GET /healthz', [], 'Host: 127.0.0.1.evil.example'), stranger],
  ['a Host with a user', head('GET /healthz', [], 'Host: 127.0.0.1@evil.example'), stranger],
  ['another site’s page', post(body, 'Origin: https://evil.example'), stranger],
  ['a page without a site', post(body, 'Origin: null'), stranger],
  ['20 kB of headers', toMethod(`X-A: ${'a'.repeat(20_000)}`), tooLong],
  ['thousands of headers', toMethod(...Array<string>(2_500).fill('X: y')), noRecording(/no audio/)],
  ['a target of 20 kB', target(`/${'a'.repeat(20_000)}`), tooLong],
  ['a header with a NUL', toMethod('X: a\0b'), malformed],
  ['a header with a line break', `POST ${methodPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\rY: b\r\n\r\n`, malformed],
  ['a header without a name', toMethod(': a'), malformed],
  ['a header with a blank in its name', toMethod('Content-Length : 1'), malformed],
  ['a header in two lines', [toMethod('X: a\r\n b', length), body], malformed],
  ['HTTP/0.9', 'GET /\r\n\r\n', stranger],
  ['HTTP/1.0', [`POST ${methodPath} HTTP/1.0\r\nHost: 127.0.0.1\r\n${length}\r\n\r\n`, body], answered],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', malformed],
  ['HTTP/9.9', 'GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n', malformed],
  ['TLS', Buffer.from('16030100c8010000c40303', 'hex'), malformed],
  ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n', malformed],
  ['zeros', Buffer.alloc(1_000), malformed],
  ['small letters', head('get /healthz'), malformed],
  ['no method', ' /healthz HTTP/1.1\r\n\r\n', malformed],
  ['line breaks first', [`\r\n\r\n${toMethod(length)}`, body], answered],
  ['forwarded for others', post(body, 'X-Forwarded-For: 8.8.8.8, 1.1.1.1', 'Forwarded: for=8.8.8.8', 'X-Real-IP: 8.8.8.8'), answered],
  ['forwarded for nobody', post(body, `X-Forwarded-For: ${'a,'.repeat(3_000)}`), answered],
  ['another type', post(body, 'Content-Type: text/html; charset=utf-7'), answered],
  ['a part wanted', post(body, 'Range: bytes=0-1', 'If-None-Match: *'), answered],
  ['compression wanted', post(body, 'Accept-Encoding: gzip, br', 'TE: trailers'), answered],
  ['a socket of the web wanted', post(body, 'Connection: Upgrade', 'Upgrade: websocket'), answered],
  ['told to go on first', [toMethod('Expect: 100-continue', length), body], { ...answered, status: 100, says: /100 Continue[^]*Next take/ }],
  ['something else expected', [toMethod('Expect: coffee', length), body], { status: 417 }],
  ['two at once', [post(body).toString().replace('close', 'keep-alive'), post(body)], { ...answered, says: /Next take[^]*Next take/ }],
  ['one, and what is none', [post(body).toString().replace('close', 'keep-alive'), 'hello\r\n\r\n'], gone],
]

function million() {
  return 1_000_000
}

// prettier-ignore
export const targets: readonly Row[] = [
  ['nowhere', target('/nowhere'), notFound],
  ['a scenario', target(`/scenario/ok${methodPath}`), unknownScenario],
  ['a scenario of objects', target(`/scenario/constructor${methodPath}`), unknownScenario],
  ['a scenario with a pause', target(`/scenario/ok;ms=1${methodPath}`), unknownScenario],
  ['a scenario of a thousand letters', target(`/scenario/${'a'.repeat(1_000)}${methodPath}`), notFound],
  ['a scenario above', target(`/scenario/..${methodPath}`), notFound],
  ['folders above', get('/../../etc/passwd'), notFound],
  ['two slashes', target(`/${methodPath}`), notFound],
  ['a slash at its end', target(`${methodPath}/`), notFound],
  ['in escapes', target(methodPath.replace('chat', '%63hat')), notFound],
  ['with a query', [target(`${methodPath}?uid=1&debug=1`, length), body], answered],
  ['as a whole address', head(`POST http://evil.example${methodPath}`), notFound],
  ['the log', get('/log'), notFound],
  ['the scenarios', get('/scenario'), notFound],
  ['the environment', get('/.env'), notFound],
  ['health', get('/healthz'), shown(/ok/)],
  ['health with a query', get('/healthz?a=b'), shown(/ok/)],
  ['no authority', head('CONNECT example.com:443'), nothing],
  ['the server', head('OPTIONS *'), { status: 204 }],
  ['OPTIONS', head(`OPTIONS ${methodPath}`), { status: 204 }],
  ['GET', get(methodPath), wrongMethod],
  ['PUT', [head(`PUT ${methodPath}`, [length]), body], wrongMethod],
  ['DELETE', head(`DELETE ${methodPath}`), wrongMethod],
  ['TRACE', head(`TRACE ${methodPath}`), wrongMethod],
  ['HEAD', head(`HEAD ${methodPath}`), refused(405, 'request')],
  ['an unknown method', head(`BREW ${methodPath}`), malformed],
  ['POST to health', head('POST /healthz'), wrongMethod],
]

// prettier-ignore
export const connections: readonly Row[] = [
  ['opened and reset', '', nothing, { then: 'reset' }],
  ['opened and ended', '', nothing, { then: 'end' }],
  ['ended in the first line', 'POST /cha', nothing, { then: 'end' }],
  ['reset in the first line', 'POST /cha', nothing, { then: 'reset' }],
  ['reset in the headers', toMethod(length).slice(0, 60), nothing, { then: 'reset' }],
  ['reset after the headers', toMethod(length), gone, { then: 'reset' }],
  ['reset in the body', [toMethod(length), body.slice(0, 5_000)], gone, { then: 'reset' }],
  ['ended in the body', [toMethod(length), body.slice(0, 5_000)], gone, { then: 'end' }],
  ['reset in a chunk', chunked(body).join('').slice(0, 5_000), gone, { then: 'reset' }],
  ['reset after the body', [toMethod(length), body], gone, { then: 'reset' }],
  ['reset in the answer', [toMethod(length), body], { status: 200, outcome: 'client-closed' }, { then: 'reset-after-text' }],
  ['its half ended after the body', [toMethod(length), body], gone, { then: 'end' }],
  ['sent byte by byte', [...toMethod(length).split(''), body], answered],
]
