// A Recorder controlled by the test: takes log their calls, and the test calls their handlers.
import type { Recorder, Recording, TakeHandlers } from '../../miniprogram/core/ports'

export interface FakeTake {
  readonly handlers: TakeHandlers
  readonly calls: string[]
}

export interface FakeRecorder extends Recorder {
  readonly takes: FakeTake[]
  last(): FakeTake
}

export const someRecording: Recording = {
  id: '1700000000000',
  filePath: 'http://tmp/take.mp3',
  durationMs: 22_000,
  sizeBytes: 132_000,
  levels: [0.1, 0.6, 0.4],
}

export function createFakeRecorder(): FakeRecorder {
  const takes: FakeTake[] = []
  return {
    takes,
    last() {
      const take = takes[takes.length - 1]
      if (!take) throw new Error('nothing was recorded')
      return take
    },
    start(handlers) {
      const calls: string[] = []
      takes.push({ handlers, calls })
      return {
        pause: () => calls.push('pause'),
        resume: () => calls.push('resume'),
        stop: () => calls.push('stop'),
        cancel: () => calls.push('cancel'),
      }
    },
  }
}
