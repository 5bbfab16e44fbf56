// An engine whose one answer is written as far as it is told.
import { contents } from '../../tools/service/engines/scripted/script'
import type { Engine } from '../../tools/service/engine'

export interface HeldEngine extends Engine {
  readonly length: number
  /** Lets running and later answers go on up to this content. */
  writeUpTo(count: number): void
}

export function createHeldEngine(paragraphs: readonly string[]): HeldEngine {
  const all = contents(paragraphs)
  let allowed = 0
  let wake: (() => void)[] = []

  async function* steps() {
    for (const [index, content] of all.entries()) {
      while (index >= allowed) await new Promise<void>((resolve) => wake.push(resolve))
      yield { content }
    }
  }
  return {
    about: 'one answer, written as far as a script lets it',
    answering: () => ({ name: 'held', steps }),
    length: all.length,
    writeUpTo(count) {
      allowed = count
      const waiting = wake
      wake = []
      waiting.forEach((resolve) => resolve())
    },
  }
}
