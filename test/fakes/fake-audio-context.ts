// InnerAudioContexts controlled by the test: calls are logged, events are fired by hand.
import type { AudioContext, PlayerWx } from '../../miniprogram/platform/recording/player'

export interface FakeAudioContext {
  readonly context: AudioContext
  readonly calls: string[]
  isDestroyed: boolean
  /** Moves the position to `seconds`; no event follows, as on some phones after a seek. */
  moveTo(seconds: number): void
  /** How often `paused` was read. */
  wakings: number
  seeked(): void
  waiting(): void
  play(): void
  pause(): void
  stop(): void
  ended(): void
  error(failure: { errCode: number; errMsg: string }): void
}

export interface FakeAudio {
  readonly wx: PlayerWx
  /** Every context created, oldest first. */
  readonly contexts: FakeAudioContext[]
  readonly audioOptions: { obeyMuteSwitch: boolean; speakerOn: boolean }[]
}

export function createFakeAudio(): FakeAudio {
  const contexts: FakeAudioContext[] = []
  const audioOptions: { obeyMuteSwitch: boolean; speakerOn: boolean }[] = []
  return {
    contexts,
    audioOptions,
    wx: {
      createInnerAudioContext() {
        const fake = createFakeAudioContext()
        contexts.push(fake)
        return fake.context
      },
      setInnerAudioOption: (option) => void audioOptions.push(option),
    },
  }
}

function createFakeAudioContext(): FakeAudioContext {
  const listeners = new Map<string, (result: never) => void>()
  const calls: string[] = []
  const on = (event: string) => (listener: (result: never) => void) => void listeners.set(event, listener)
  const fire = (event: string, result: unknown = {}) => listeners.get(event)?.(result as never)

  const context = {
    src: '',
    startTime: 0,
    currentTime: 0,
    get paused() {
      fake.wakings += 1
      return false
    },
    play: () => void calls.push('play'),
    pause: () => void calls.push('pause'),
    stop: () => void calls.push('stop'),
    seek: (position: number) => void calls.push(`seek ${position}`),
    destroy() {
      calls.push('destroy')
      fake.isDestroyed = true
    },
    onPlay: on('play'),
    onPause: on('pause'),
    onStop: on('stop'),
    onWaiting: on('waiting'),
    onSeeked: on('seeked'),
    onEnded: on('ended'),
    onError: on('error'),
  }
  const fake: FakeAudioContext = {
    context,
    calls,
    isDestroyed: false,
    moveTo(seconds) {
      context.currentTime = seconds
    },
    wakings: 0,
    seeked: () => fire('seeked'),
    waiting: () => fire('waiting'),
    play: () => fire('play'),
    pause: () => fire('pause'),
    stop: () => fire('stop'),
    ended: () => fire('ended'),
    error: (failure) => fire('error', failure),
  }
  return fake
}
