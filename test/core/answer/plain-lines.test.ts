// That the short way is taken where it may be; that it reads what the long way reads is in answer-decoder.test.ts.
import { readPlainLines } from '../../../miniprogram/core/answer/plain-lines'
import { frame } from './hostile-streams'

const bytesOf = (binary: string) => new Uint8Array(Buffer.from(binary, 'latin1'))
const utf8 = (text: string) => Buffer.from(text).toString('latin1')
const content = (binary: string) => `{"result":{"content":"${binary}"}}\n`

test.each([
  ['one line', utf8(`${frame('家')}\n`), '家', 1],
  ['several', utf8(`${frame('家乡')}\n${frame(' is 🎓')}\n${frame('é')}\n`), '家乡 is 🎓é', 3],
  ['ASCII', `${frame('my ')}\n${frame('home')}\n`, 'my home', 2],
  ['blanks around a frame', ` ${frame('a')} \r\n`, 'a', 1],
  ['no content in it', `${frame('a')}\n{"result":{}}\n`, 'a', 2],
  ['escaped', content('\\u5bb6\\u4e61') + content('a'), '家乡a', 2],
  ['a byte that begins no character', content('\xc0') + content('a'), '\ufffda', 2],
])('%s', (_, binary, contents, frameCount) => {
  expect(readPlainLines(bytesOf(binary))).toEqual({ contents, frameCount })
})

test.each([
  ['an error', `${frame('a')}\n{"error":{"code":14,"message":"gone"}}\n`],
  ['neither content nor error', `${frame('a')}\n{}\n`],
  ['no object', '1\n'],
  ['no JSON', `${frame('a')}\nx\n`],
  ['an empty line', `${frame('a')}\n\n`],
  ['two frames on a line', `${frame('a')}${frame('b')}\n`],
  ['a character cut between frames', content('\xe5\xae') + content('\xb6')],
  ['the last byte that goes on with a character', content('\xbf')],
  ['the first one', content('\x80')],
  ['escapes beside bytes', content('\\u5bb6') + content(utf8('乡'))],
  ['an escaped character that could be a byte', content('a\\u00e9')],
])('not %s', (_, binary) => {
  expect(readPlainLines(bytesOf(binary))).toBeNull()
})
