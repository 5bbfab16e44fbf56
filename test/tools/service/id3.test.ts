// The tags that the mini program writes are read; all others cost nothing and say nothing.
import fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { questionTag } from '../../../miniprogram/core/recording/question-tag'
import { readTags } from '../../../tools/service/id3'
import { framesIn } from '../../fakes/bombs'
import { tagWith } from '../../fakes/tagged'
import { mp3 } from './start-service'

const question = { id: 'food-learn', text: 'Which dish would you like to learn to cook? 你好 👏' }

test('the mini program’s tag, before another one and the sound', () => {
  const tag = Buffer.from(questionTag({ question, takeNumber: 2 }, 'zh'))
  expect(readTags(Buffer.concat([tag, mp3]))).toEqual({
    sizeBytes: tag.length + 45,
    texts: { 'question-id': question.id, question: question.text, take: '2', notes: 'zh' },
  })
})

test('no tag', () => {
  expect(readTags(mp3.subarray(45))).toEqual({ sizeBytes: 0, texts: {} })
})

test('of several with one description the first counts, also in another tag', () => {
  const bytes = Buffer.concat([tagWith({ take: '2' }), tagWith({ take: '3', notes: 'zh' })])
  expect(readTags(bytes)).toEqual({ sizeBytes: bytes.length, texts: { take: '2', notes: 'zh' } })
})

test('descriptions that objects have anyway', () => {
  const tags = readTags(tagWith(Object.fromEntries([['__proto__', 'a'], ['constructor', 'b']]))) // prettier-ignore
  expect(Object.entries('texts' in tags ? tags.texts : {})).toEqual([
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ])
})

const good = tagWith({ take: '2', notes: 'zh' })
/** With one byte changed. */
function changed(at: number, byte: number): Buffer {
  const tag = Buffer.from(good)
  tag[at] = byte
  return tag
}

describe('says nothing', () => {
  const frame = 10
  test.each([
    ['version 2', changed(3, 2)],
    ['version 3', changed(3, 3)],
    ['unsynchronisation', changed(5, 0x80)],
    ['an extended header', changed(5, 0x40)],
    ['a footer', changed(5, 0x10)],
    ['a frame larger than the tag', changed(frame + 7, 0x7f)],
    ['a frame of a size that is none', changed(frame + 4, 0x80)],
  ])('%s', (_, tag) => {
    expect(readTags(tag)).toEqual({ sizeBytes: tag.length, texts: {} })
  })

  test.each([
    ['another frame', changed(frame, 0x57)],
    ['a frame that is compressed', changed(frame + 9, 0x08)],
    ['Latin-1', changed(frame + 10, 0)],
    ['UTF-16', changed(frame + 10, 1)],
    ['UTF-16 without a mark', changed(frame + 10, 2)],
    ['an encoding that is none', changed(frame + 10, 4)],
    ['no UTF-8', changed(frame + 16, 0xc0)],
    ['a description without an end', changed(frame + 15, 0x41)],
  ])('%s; the next frame is read', (_, tag) => {
    expect(readTags(tag)).toEqual({ sizeBytes: tag.length, texts: { notes: 'zh' } })
  })
})

test.each([
  ['a tag cut in its header', good.subarray(0, 9), 0],
  ['a tag cut in a frame', good.subarray(0, 14), good.length],
  ['a size that is none', changed(6, 0x80), 0],
  ['thousands of frames', framesIn(60_000), 60_000],
  ['more tags than four', Buffer.concat(Array<Buffer>(6).fill(tagWith({}))), 40],
])('%s', (_, bytes, sizeBytes) => {
  expect(readTags(bytes)).toEqual({ sizeBytes, texts: {} })
})

test.each([
  ['one', changed(7, 0x7f)],
  ['two together', Buffer.concat([framesIn(40_000), framesIn(40_000)])],
])('tags too large: %s', (_, bytes) => {
  expect(readTags(bytes)).toEqual({ fault: 'has an ID3 tag that is too large' })
})

test('what is written is read, whatever the texts', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 50 }).filter((any) => !any.includes('\ufffd'))
  const named = fc.dictionary(text.filter((description) => !description.includes('\0')), text, { maxKeys: 20 }) // prettier-ignore
  fc.assert(
    fc.property(named, fc.nat(20), (texts, padding) => {
      expect(readTags(Buffer.concat([tagWith(texts), Buffer.alloc(padding)]))).toMatchObject({ texts })
    }),
  )
})
