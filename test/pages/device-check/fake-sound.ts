// The recorder and the player of a phone that does as documented, in fake time.
import type { Device, RawTakeListener } from '../../../miniprogram/core/device'
import { silentMp3 } from '../../../miniprogram/pages/device-check/silent-mp3'
import type { FakeClock } from '../../fakes/fake-clock'

const frameEveryMs = 180
const bytesPerMs = 6

/** @param save keeps a file; returns its path */
export function createFakeRecorder(
  clock: FakeClock,
  save: (bytes: Buffer) => string,
  alter: (listener: RawTakeListener) => RawTakeListener,
): Device['recorder'] & { isRunning(): boolean } {
  let listener: RawTakeListener | null = null
  let isPaused = false
  let soundMs = 0
  let sentBytes = 0

  function later(ms: number, run: (to: RawTakeListener) => void): void {
    const to = listener
    clock.setTimer(ms, () => to && to === listener && run(to))
  }
  function tick(): void {
    later(frameEveryMs, (to) => {
      if (!isPaused) {
        soundMs += frameEveryMs
        to.onFrame(soundMs * bytesPerMs - sentBytes)
        sentBytes = soundMs * bytesPerMs
      }
      tick()
    })
  }

  return {
    isRunning: () => listener !== null,
    start(_format, given) {
      listener = alter(given)
      isPaused = false
      soundMs = sentBytes = 0
      later(200, (to) => {
        to.onStart()
        tick()
      })
    },
    pause: () =>
      later(1, (to) => {
        isPaused = true
        to.onPause()
      }),
    resume: () =>
      later(1, (to) => {
        isPaused = false
        to.onResume()
      }),
    stop: () =>
      later(50, (to) => {
        listener = null
        const bytes = Buffer.from(silentMp3(soundMs), 'base64')
        to.onStop({ tempFilePath: save(bytes), fileSize: bytes.length })
      }),
  }
}

const silenceMs = 10_000

export interface AudioQuirks {
  durationAtCanplay: number
  /** No `onTimeUpdate` after a seek. */
  stopsUpdates: boolean
  /** A seek is to the beginning. */
  seeksNowhere: boolean
  neverEnds: boolean
}

export function createFakeAudio(clock: FakeClock, quirks: AudioQuirks): Device['openAudio'] {
  return (_filePath, on) => {
    let isOpen = true
    let hasUpdates = true
    let duration = 0
    let fromMs = 0
    let run = 0
    const atMs = () => clock.nowMs() - fromMs

    function playFrom(positionMs: number): void {
      fromMs = clock.nowMs() - positionMs
      const current = ++run
      const isCurrent = () => isOpen && current === run
      const tick = (): void =>
        void clock.setTimer(250, () => {
          if (!isCurrent() || atMs() >= silenceMs) return
          if (hasUpdates) on.TimeUpdate()
          tick()
        })
      tick()
      clock.setTimer(silenceMs - positionMs, () => {
        if (isCurrent() && !quirks.neverEnds) on.Ended()
      })
    }

    return {
      get currentTime() {
        return atMs() / 1_000
      },
      get duration() {
        return duration
      },
      play: () =>
        void clock.setTimer(20, () => {
          if (!isOpen) return
          duration = quirks.durationAtCanplay
          on.Canplay()
          on.Play()
          playFrom(0)
        }),
      seek(position) {
        hasUpdates = !quirks.stopsUpdates
        playFrom(quirks.seeksNowhere ? 0 : position * 1_000)
      },
      destroy: () => void (isOpen = false),
    }
  }
}
