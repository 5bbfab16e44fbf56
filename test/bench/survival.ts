// Counts the hostile streams that a candidate reads correctly with each of a few ways to cut them.
import { createParagraphs } from '../../miniprogram/core/answer/paragraphs'
import { cutAtRandom, cutEvery } from '../core/answer/cuts'
import { hostileStreams } from '../core/answer/hostile-streams'
import type { Candidate } from './candidates'

// Without the streams about the frame limit, which only this project has.
export const survivable = hostileStreams.filter(({ error }) => error?.code !== 'frame-too-large')

function cuts(bytes: Uint8Array): Uint8Array[][] {
  return [
    [bytes],
    ...[1, 2, 7, 64].map((size) => cutEvery(bytes, size)),
    ...[1, 2, 3].map((seed) => cutAtRandom(bytes, 60, seed)),
  ]
}

export function countSurvived({ read }: Candidate): number {
  return survivable.filter(({ bytes, paragraphs }) => {
    const wanted = JSON.stringify(paragraphs)
    return cuts(bytes).every((chunks) => {
      try {
        return JSON.stringify(toParagraphs(read(chunks))) === wanted
      } catch {
        return false
      }
    })
  }).length
}

function toParagraphs(text: string): readonly string[] {
  const paragraphs = createParagraphs()
  paragraphs.append(text)
  paragraphs.end()
  return paragraphs.finished
}
