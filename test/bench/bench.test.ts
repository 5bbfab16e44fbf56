// The candidates read the bench's streams correctly, and docs/bench.md has a row for each. No test asserts a time.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cutEvery } from '../core/answer/cuts'
import { candidates, readAtOnce } from './candidates'
import { languages, makeFrames } from './streams'
import { countSurvived, survivable } from './survival'
import { blockEnd, blockStart, replaceBlock } from './tables'

const page = readFileSync(join(__dirname, '../../docs/bench.md'), 'utf8')

describe.each(languages)('in %s', (language) => {
  const frames = makeFrames(language, 60)
  const bytes = new Uint8Array(Buffer.concat(frames))

  test.each(candidates.filter(({ name }) => !name.startsWith('posted')))('$name', ({ read, framing }) => {
    const { before, after } = framing ?? { before: '', after: '' }
    const framed = frames.map((frame) => Buffer.concat([Buffer.from(before), frame, Buffer.from(after)]))
    const expected = readAtOnce(bytes)
    expect(expected.length).toBeGreaterThan(100)
    for (const size of [1, 100, 1400]) {
      expect(read(cutEvery(new Uint8Array(Buffer.concat(framed)), size))).toBe(expected)
    }
  })
})

test.each(candidates.filter(({ name }) => name.startsWith('this project')))(
  '$name survives every hostile stream',
  (candidate) => {
    expect(countSurvived(candidate)).toBe(survivable.length)
  },
)

test('docs/bench.md has the table that the bench writes, with a row for each candidate', () => {
  const block = page.slice(page.indexOf(blockStart), page.indexOf(blockEnd))
  const names = [...block.matchAll(/^\| (.+?) +\|/gm)].map(([, name]) => name).slice(2)
  expect(names).toEqual(candidates.map(({ name }) => name))
  expect(replaceBlock(page, 'new')).toContain(`${blockStart}\n\nnew\n\n${blockEnd}`)
})
