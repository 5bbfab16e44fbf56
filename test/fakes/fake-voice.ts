// A voice whose files the test delivers, and a player whose sound the test moves.
import type { Playback, Player, Voice } from '../../miniprogram/core/ports'
import type { AppError } from '../../miniprogram/core/errors'

export interface FakeVoice extends Voice {
  isThere: boolean
  /** Texts that were asked for, in order. */
  readonly asked: string[]
  readonly forgotten: string[]
  aborts: number
  /** The text's file is there. */
  deliver(text: string): Promise<void>
  refuse(text: string, error: AppError): Promise<void>
}

export function createFakeVoice(): FakeVoice {
  const waiting = new Map<string, { resolve: (path: string) => void; reject: (error: AppError) => void }[]>()
  const settle = async (text: string, how: 'resolve' | 'reject', value: string | AppError) => {
    for (const each of waiting.get(text) ?? []) each[how](value as never)
    waiting.delete(text)
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  const voice: FakeVoice = {
    isThere: true,
    asked: [],
    forgotten: [],
    aborts: 0,
    fileFor(text) {
      voice.asked.push(text)
      return new Promise((resolve, reject) => {
        waiting.set(text, [...(waiting.get(text) ?? []), { resolve, reject }])
      })
    },
    forget: (text) => void voice.forgotten.push(text),
    forgetAll: () => void voice.forgotten.push('*'),
    abort: () => void (voice.aborts += 1),
    deliver: (text) => settle(text, 'resolve', `speech/${text}.mp3`),
    refuse: (text, error) => settle(text, 'reject', error),
  }
  return voice
}

export interface FakePlayer extends Player {
  /** Calls, and the files that were played, in order. */
  readonly calls: string[]
  /** The sound goes on: what `play` was called for last reports this. */
  reports(playback: Partial<Playback>): void
  /** It begins, and plays to its end. */
  playsToEnd(): void
  /** Nothing is heard any more, after `silence`. */
  fallsSilent(): void
}

export function createFakePlayer(): FakePlayer {
  const calls: string[] = []
  let heard: ((playback: Playback) => void) | null = null
  let silent = (): void => undefined
  const reports = (playback: Partial<Playback>) =>
    heard?.({ isPlaying: false, positionMs: 0, durationMs: 1_000, hasEnded: false, ...playback })
  return {
    calls,
    reports,
    playsToEnd() {
      reports({ isPlaying: true })
      reports({ hasEnded: true })
    },
    fallsSilent: () => silent(),
    play({ filePath }, listener) {
      calls.push(filePath)
      heard = listener
    },
    pause: () => void calls.push('pause'),
    seek: () => void calls.push('seek'),
    destroy: () => void calls.push('destroy'),
    silence() {
      calls.push('silence')
      return new Promise((resolve) => (silent = resolve))
    },
  }
}
