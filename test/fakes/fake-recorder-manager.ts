// A RecorderManager controlled by the test: calls are logged, events are fired by hand.
import type { RecorderWx } from '../../miniprogram/platform/recording/recorder'

type Manager = ReturnType<RecorderWx['getRecorderManager']>
type Failure = { errMsg: string; errno?: number }

export interface FakeRecorderManager {
  readonly manager: Manager
  /** The methods called, in order; `startOptions` has the arguments of start(). */
  readonly calls: string[]
  readonly startOptions: WechatMiniprogram.RecorderManagerStartOption[]
  /** The number of listeners registered per event, which must be one each. */
  readonly registrations: Record<string, number>
  start(): void
  pause(): void
  resume(): void
  frame(bytes: Uint8Array): void
  interruptionBegin(): void
  interruptionEnd(): void
  stop(result?: Partial<WechatMiniprogram.OnStopListenerResult>): void
  error(failure: Failure): void
}

export function createFakeRecorderManager(): FakeRecorderManager {
  const listeners = new Map<string, (result: never) => void>()
  const calls: string[] = []
  const startOptions: WechatMiniprogram.RecorderManagerStartOption[] = []
  const registrations: Record<string, number> = {}

  const on = (event: string) => (listener: (result: never) => void) => {
    registrations[event] = (registrations[event] ?? 0) + 1
    listeners.set(event, listener)
  }
  const fire = (event: string, result: unknown = {}) => listeners.get(event)?.(result as never)
  const note = (name: string) => () => void calls.push(name)

  return {
    calls,
    startOptions,
    registrations,
    manager: {
      start(option) {
        calls.push('start')
        startOptions.push(option)
      },
      pause: note('pause'),
      resume: note('resume'),
      stop: note('stop'),
      onStart: on('start'),
      onPause: on('pause'),
      onResume: on('resume'),
      onStop: on('stop'),
      onError: on('error'),
      onFrameRecorded: on('frame'),
      onInterruptionBegin: on('interruptionBegin'),
      onInterruptionEnd: on('interruptionEnd'),
    },
    start: () => fire('start'),
    pause: () => fire('pause'),
    resume: () => fire('resume'),
    frame: (bytes) => fire('frame', { frameBuffer: bytes.slice().buffer, isLastFrame: false }),
    interruptionBegin: () => fire('interruptionBegin'),
    interruptionEnd: () => fire('interruptionEnd'),
    stop: (result = {}) =>
      fire('stop', { tempFilePath: 'wxfile://tmp_1.mp3', duration: 1, fileSize: 1, ...result }),
    error: (failure) => fire('error', failure),
  }
}
