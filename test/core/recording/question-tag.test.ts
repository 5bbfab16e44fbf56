import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { anyCharacter } from '../../any-character'
import { isMp3 } from '../../../miniprogram/core/recording/mp3'
import { id3v2Bytes } from '../../../miniprogram/core/recording/mp3-header'
import { questionTag } from '../../../miniprogram/core/recording/question-tag'
import { readSound } from '../../../miniprogram/core/recording/read-sound'
import { topics } from '../../../miniprogram/core/questions/bank'

const mp3 = readFileSync(join(__dirname, '../../fixtures/audio/hometown.mp3'))
const question = { id: 'food-learn', text: 'What’s your 拿手菜?' }

function frames(tag: Uint8Array): Map<string, string> {
  const found = new Map<string, string>()
  const bytes = Buffer.from(tag)
  for (let at = 10; bytes.toString('latin1', at, at + 4) === 'TXXX';) {
    const size = [4, 5, 6, 7].reduce((sum, index) => sum * 128 + (bytes[at + index] ?? 0), 0)
    const content = bytes.subarray(at + 10, at + 10 + size)
    expect(content[0]).toBe(3)
    const [description = '', value = ''] = content.subarray(1).toString('utf8').split('\0')
    found.set(description, value)
    at += 10 + size
  }
  return found
}

test('carries the question’s id and text, the number of the take, and the language of notes', () => {
  const tag = questionTag({ question, takeNumber: 3 }, 'zh')
  expect([...frames(tag)]).toEqual([
    ['question-id', 'food-learn'],
    ['question', 'What’s your 拿手菜?'],
    ['take', '3'],
    ['notes', 'zh'],
  ])
})

test('without a question, carries the language of notes', () => {
  const tag = questionTag(null, 'en')
  expect([...frames(tag)]).toEqual([['notes', 'en']])
  expect(tag.length % 3).toBe(0)
})

test('the walker finds the same sound after it, also before another tag', () => {
  const tagged = new Uint8Array(Buffer.concat([questionTag({ question, takeNumber: 1 }, 'en'), mp3]))
  expect(id3v2Bytes(new Uint8Array(mp3))).toBeGreaterThan(0)
  expect(isMp3(tagged)).toBe(true)
  expect({ ...readSound(tagged), sizeBytes: 0 }).toEqual({ ...readSound(new Uint8Array(mp3)), sizeBytes: 0 })
})

test('fits in front of base64, and its header states its size, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: anyCharacter, maxLength: 300 }),
      fc.integer({ min: 1, max: 999 }),
      (text, takeNumber) => {
        const tag = questionTag({ question: { id: 'a-b', text }, takeNumber }, 'zh')
        expect(id3v2Bytes(tag)).toBe(tag.length)
        const joined = Buffer.from(tag).toString('base64') + mp3.toString('base64')
        expect(createHash('md5').update(Buffer.from(joined, 'base64')).digest('hex')).toBe(
          createHash('md5').update(tag).update(mp3).digest('hex'),
        )
      },
    ),
    { numRuns: 100 },
  )
})

test('every question of the bank fits in 400 bytes', () => {
  for (const each of topics.flatMap(({ questions }) => questions)) {
    expect(questionTag({ question: each, takeNumber: 100 }, 'zh').length).toBeLessThan(400)
  }
})
