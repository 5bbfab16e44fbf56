import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLevelMeter } from '../../../miniprogram/core/recording/levels'
import { createMp3Walker } from '../../../miniprogram/core/recording/mp3'
import { hasNoVoice, silenceAfter, unheardAfterMs } from '../../../miniprogram/core/recording/silence'

test('counts a tenth of a second per level, and restarts at a voice', () => {
  expect(silenceAfter(0, [0, 0.05, 0])).toBe(300)
  expect(silenceAfter(3_900, [0])).toBe(unheardAfterMs)
  expect(silenceAfter(3_900, [0, 0.5, 0, 0])).toBe(200)
  expect(silenceAfter(700, [])).toBe(700)
})

test('speech is never taken for silence', () => {
  const bytes = readFileSync(join(__dirname, '../../fixtures/audio/hometown.mp3'))
  const levels = createLevelMeter().feed(createMp3Walker().feed(new Uint8Array(bytes)))
  let silentMs = 0
  let longestMs = 0
  for (const level of levels) {
    silentMs = silenceAfter(silentMs, [level])
    longestMs = Math.max(longestMs, silentMs)
  }
  expect(levels.length).toBeGreaterThan(180)
  expect(longestMs).toBeLessThan(unheardAfterMs / 2)
  expect(hasNoVoice(levels)).toBe(false)
})

test('a take is silent only if all its levels are known and quiet', () => {
  expect(hasNoVoice([0, 0.09, 0])).toBe(true)
  expect(hasNoVoice([0, 0.1, 0])).toBe(false)
  expect(hasNoVoice([])).toBe(false)
})
