// Runs in JavaScriptCore's shell: how long this project and the usual polyfill take there. Returns a sentence.
import { createAnswerStream } from '../../miniprogram/core/answer/answer-stream'
import { lineSplit } from './line-split'

const chunkBytes = 1400
const rounds = 15

export function measure(bytes: Uint8Array, nowSeconds: () => number): string {
  const chunks: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.slice(at, at + chunkBytes))
  // the polyfill's, as the shell has none
  const readLines = lineSplit((lines) => new TextDecoder().decode(lines))
  const medianMs = (read: () => unknown): string => {
    const times = Array.from({ length: rounds }, () => {
      const start = nowSeconds()
      read()
      return (nowSeconds() - start) * 1000
    })
    return times.sort((one, other) => one - other)[Math.floor(rounds / 2)]?.toFixed(0) ?? '–'
  }
  const ours = medianMs(() => {
    const stream = createAnswerStream({ frameMaxBytes: 1_000_000 })
    for (const chunk of chunks) stream.feed(chunk)
    return stream.end()
  })
  const lines = medianMs(() => readLines(chunks))
  return `this project ${ours} ms, line split with fastestsmallesttextencoderdecoder ${lines} ms`
}
