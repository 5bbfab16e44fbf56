// Streams that no well-behaved server would send, and how each must be read. Shared by all tests of answers.
import type { AnswerOutcome } from '../../../miniprogram/core/answer/answer-stream'

export interface HostileStream {
  readonly name: string
  readonly bytes: Uint8Array
  /** The finished paragraphs after the end. */
  readonly paragraphs: readonly string[]
  readonly end: AnswerOutcome
  /** Something was skipped. */
  readonly hasGap: boolean
  readonly error?: {
    code: 'service' | 'frame-too-large'
    grpcCode?: number
    httpStatus?: number
    message?: string
  }
}

type Part = string | readonly number[]
type Expected = Partial<Omit<HostileStream, 'name' | 'bytes'>>

/** The frame limit for these streams; only those about size come near it. */
export const hostileFrameMaxBytes = 2000

export function frame(content: string): string {
  return JSON.stringify({ result: { logid: '0', uid: '0', content } })
}

function bytesOf(parts: readonly Part[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
}

function stream(name: string, parts: readonly Part[], expected: Expected = {}): HostileStream {
  const end = expected.hasGap ? 'gap' : 'done'
  return { name, bytes: bytesOf(parts), paragraphs: [], end, hasGap: false, ...expected }
}

const [a, b, c] = [frame('alpha'), frame(' beta'), frame(' gamma')]
const all = { paragraphs: ['alpha beta gamma'] }
const ab = { paragraphs: ['alpha beta'] }
const longest = '你'.repeat(600) + 'x'.repeat(hostileFrameMaxBytes - 1800 - frame('').length)
const pretty = (content: string) => JSON.stringify({ result: { tags: [{}, [], {}], content } }, null, 2)
const service = (detail: object) => ({
  error: { code: 'service' as const, ...detail },
  end: 'truncated' as const,
})

export const hostileStreams: readonly HostileStream[] = [
  stream('one object a line', [`${a}\n${b}\n${c}\n`], all),
  stream('last line without a newline', [`${a}\n${b}\n${c}`], all),
  stream('merged objects', [a, b, c], all),
  stream('merged objects, then lines', [a, b, '\n', c, '\n'], all),
  stream('CRLF', [`${a}\r\n${b}\r\n${c}\r\n`], all),
  stream('white space around every object', [`  \t${a}  \n\n\n \r\n ${b} \n`, ` ${c} `], all),
  stream('BOM', [[0xef, 0xbb, 0xbf], `${a}\n${b}\n${c}\n`], all),
  stream('BOM in the middle', [`${a}\n`, [0xef, 0xbb, 0xbf], `${b}\n`], ab),
  stream('pretty-printed', [`${pretty('alpha')}\n${pretty(' beta')}\n${pretty(' gamma')}\n`], all),
  stream('pretty-printed with CRLF', [`${pretty('alpha')}\n${pretty(' beta')}`.replace(/\n/g, '\r\n')], ab),
  stream('pretty-printed without indent', [`{\n"result":\n{"content":"alpha"}\n}\n${b}\n`], ab),
  stream('pretty-printed, merged', [pretty('alpha'), pretty(' beta'), pretty(' gamma')], all),
  stream(
    'spaces, key order and unknown fields vary',
    [
      '{ "result" : {  "content" : "alpha" , "uid":"0","more":[{"content":"x"},[{}],null,-1.5e+3,true,false] } }\n',
      '{"more":{"result":{"content":"x"}},"result":{"content":" beta"}}\n',
    ],
    ab,
  ),
  stream('braces in strings', [`${frame('}{')}\n${frame('{"result":{')}${frame('}}')}\n`], {
    paragraphs: ['}{{"result":{}}'],
  }),
  stream('quotes and backslashes in strings', [frame('"\\'), frame('\\"'), `${frame('"{\\')}\n`], {
    paragraphs: ['"\\\\""{\\'],
  }),
  stream('unicode escapes', ['{"result":{"content":"\\u4f60\\u597d \\ud83c\\udf93 \\u007b\\u0022\\/\\b"}}'], {
    paragraphs: ['你好 🎓 {"/\b'],
  }),
  stream(
    'a surrogate pair escaped in two frames',
    [frame('a'), '{"result":{"content":"\\ud83c"}}\n{"result":{"content":"\\udf93"}}\n'],
    {
      paragraphs: ['a🎓'],
    },
  ),
  stream('raw Chinese and emoji', [`${frame('你好，')}\n${frame('世界 👩‍🎓')}\n`], {
    paragraphs: ['你好，世界 👩‍🎓'],
  }),
  stream(
    'malformed UTF-8 in a string',
    [
      '{"result":{"content":"',
      [0xff, 0x20, 0xc0, 0xaf, 0x20, 0xe4, 0xbd, 0x20, 0xed, 0xa0, 0x80, 0x20, 0xf0, 0x9f, 0x8e],
      '"}}\n',
      b,
    ],
    { paragraphs: ['\ufffd \ufffd\ufffd \ufffd \ufffd\ufffd\ufffd \ufffd beta'] },
  ),
  stream('malformed UTF-8 between frames', [`${a}\n`, [0x80, 0xe4, 0xbd], `\n${b}\n`], ab),
  stream('NUL bytes between frames', [a, [0, 0, 0], b], ab),
  stream(
    'signs of life',
    [`${a}\n\n \n{}\n`, `: keep-alive\n\n<!-- proxy -->\n{"result":{}}\n{ }\n${b}\n`],
    ab,
  ),
  stream('an object that is not a frame', [`${a}\n{"level":"info"}\n${b}\n`], { ...ab, hasGap: true }),
  stream('the end of a frame', [`${a}\nlo"}}\n${b}\n`], { ...ab, hasGap: true }),
  stream('the beginning of a frame', [`${a}\n{"result":{"content":"hel\n${b}\n`], { ...ab, hasGap: true }),
  stream('a garbage line', [`${a}\nupstream says hello\n${b}\n`], ab),
  stream('garbage on the same line as frames', [`noise ${a} noise ${b} noise\n`], ab),
  stream('an open brace in the garbage', [`${a}\nnoise { noise\n${b}\n`], { ...ab, hasGap: true }),
  stream('an open brace right before a frame', [`${a}\nnoise {${b}\n{\n${c}\n`], { ...all, hasGap: true }),
  stream('hundreds of open braces', [a, '{'.repeat(500), b, '[{'.repeat(300), c], {
    ...all,
    hasGap: true,
  }),
  stream('an open brace and key in the garbage', [`${a}\n{"noise": \n${b}\n${c}\n`], {
    ...all,
    hasGap: true,
  }),
  stream('an open brace and quote in the garbage', [`${a}\n{"noise \n${b}\n{"noise ${c}\n`], {
    ...all,
    hasGap: true,
  }),
  stream('a newline inside a string, after a brace', [`${a}\n{"result":{"content":"x}\n"}}\n${b}\n`], {
    ...ab,
    hasGap: true,
  }),
  stream('an open bracket after a key', [`${a}{"noise":["x",${b}\n${c}`], { ...all, hasGap: true }),
  stream(
    'almost JSON',
    [
      a,
      '{result:{content:1}} {"x":01} {"x":.5} {"x":tru} {"x":"\\x"} {"x":"\\u12g4"} {"x":1,} {,} {"x"} {"x":[1,]} {"x":{]} {"x":"\t"} {1:2}',
      b,
    ],
    { ...ab, hasGap: true },
  ),
  stream('closing braces in the garbage', [`${a}}}}\n]}${b}\n}`], { ...ab, hasGap: true }),
  stream('JSON that is not an object', [`${a}\n[1,2]\n"{"\nnull\n12\n${b}\n`], { ...ab, hasGap: true }),
  stream('a JSON array of frames', [`[${a},\n${b},\n${c}]\n`], all),
  stream('server-sent events', [`data: ${a}\n\ndata: ${b}\n\ndata: [DONE]\n\n`], ab),
  stream('objects that are not frames', [`${a}\n{}\n{"level":"info","code":3}\n{"result":7}\n${b}\n`], {
    ...ab,
    hasGap: true,
  }),
  stream(
    'an HTML page',
    ['<!DOCTYPE html>\n<style>p { color: red }</style>\n<script>f({"a":1})</script>\n<p>502</p>'],
    {
      end: 'truncated',
      hasGap: true,
    },
  ),
  stream('an HTML page after the text', [`${a}\n<html>\r\n<h1>502</h1>\r\n</html>`], {
    paragraphs: ['alpha'],
  }),
  stream('no bytes', [], { end: 'truncated' }),
  stream('white space only', [' \n\r\n\t'], { end: 'truncated' }),
  stream('empty contents only', [frame(''), '\n{"result":{}}\n{"result":null}\n'], { end: 'truncated' }),
  stream('missing zero values', [`{"result":{}}\n${a}\n{"result":{"content":null}}\n`], {
    paragraphs: ['alpha'],
  }),
  stream(
    'paragraph breaks, both spellings',
    [frame('one\\n\\ntwo\n\nthree\\n\nfour\nfive\\nsix\n\n\\n\nseven\\n\\n')],
    {
      paragraphs: ['one', 'two', 'three', 'four\nfive\nsix', 'seven'],
    },
  ),
  stream(
    'breaks cut across frames',
    [['one\\', 'n\\', 'n', 'two\n', '', '\nthree\r', '\nstill three\\'].map(frame).join('\n')],
    {
      paragraphs: ['one', 'two', 'three\nstill three\\'],
    },
  ),
  stream('cut inside a string', [`${a}\n{"result":{"content":" be`], {
    paragraphs: ['alpha'],
    end: 'truncated',
  }),
  stream('cut inside a character', [`${a}\n{"result":{"content":"`, [0xf0, 0x9f, 0x8e]], {
    paragraphs: ['alpha'],
    end: 'truncated',
  }),
  stream('cut inside an escape', [`${a}\n{"result":{"content":"\\u4f`], {
    paragraphs: ['alpha'],
    end: 'truncated',
  }),
  stream('cut before the last brace', [`${a}\n${b.slice(0, -1)}`], {
    paragraphs: ['alpha'],
    end: 'truncated',
    hasGap: true,
  }),
  stream('cut after the first brace', [`${a}\n{`], { paragraphs: ['alpha'], end: 'truncated' }),
  stream('cut inside an object that contains a frame', [`${a}\n{"x":${b}`], { ...ab, end: 'truncated' }),
  stream(
    'an error, v1 in the stream',
    [
      `${a}\n{"error":{"grpc_code":8,"http_code":429,"message":"quota","http_status":"Too Many Requests","details":[]}}`,
    ],
    { paragraphs: ['alpha'], ...service({ grpcCode: 8, httpStatus: 429, message: 'quota' }) },
  ),
  stream('an error, v2 in the stream', [`${a}\n{"error":{"code":14,"message":"gone","details":[]}}\n`], {
    paragraphs: ['alpha'],
    ...service({ grpcCode: 14, message: 'gone' }),
  }),
  stream(
    'an error, v1 before the stream',
    ['{"error":"no","message":"no","code":3,"details":[]}'],
    service({ grpcCode: 3, message: 'no' }),
  ),
  stream(
    'an error, v2 before the stream',
    ['{"code":3,"message":"no","details":[]}'],
    service({ grpcCode: 3, message: 'no' }),
  ),
  stream('frames after an error', [`${a}\n{"error":{"code":2}}${b}\n${c} {"error":{"code":3}}`], {
    paragraphs: ['alpha'],
    ...service({ grpcCode: 2 }),
  }),
  stream('a frame cut off by an error', [a, '{"result":{"content":" hel{"error":{"code":13}}'], {
    paragraphs: ['alpha'],
    hasGap: true,
    ...service({ grpcCode: 13 }),
  }),
  stream(
    'a frame cut off inside a key by the next frame',
    [a, '{"result":{"cont', b, '\n{"result":{"content":"x\\', c],
    { ...all, hasGap: true },
  ),
  stream('a frame exactly at the limit', [a, '  ', frame(longest), ' ', b], {
    paragraphs: [`alpha${longest} beta`],
  }),
  stream('a frame above the limit', [a, frame(`${longest}x`), b], {
    paragraphs: ['alpha'],
    end: 'truncated',
    error: { code: 'frame-too-large' },
  }),
  stream('a frame that never ends', [`${a}\n{"result":{"content":"${'x'.repeat(3000)}`], {
    paragraphs: ['alpha'],
    end: 'truncated',
    error: { code: 'frame-too-large' },
  }),
  stream('garbage above the limit', [a, 'x'.repeat(3000), b, '\n', 'y'.repeat(9000), c], all),
]
