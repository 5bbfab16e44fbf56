// Lines of text → the voice's files → sound, one line after another, and where the reading is.
import { toAppError, type AppError } from '../errors'
import type { Player, Voice } from '../ports'

/** What is to be read; it may grow meanwhile. */
export interface Script {
  /** Undefined beyond the last that is known. */
  lineAt(index: number): string | undefined
  /** No more lines will come. */
  isWhole(): boolean
}

export interface ReadingState {
  /** `loading`: the line or its sound is still to come; `said`: to the end; `stopped`: by the app, or by other sound. */
  readonly status: 'loading' | 'speaking' | 'paused' | 'said' | 'stopped' | 'failed'
  /** Index of the line. */
  readonly at: number
  /** Why it has `failed`. */
  readonly error: AppError | null
}

/** Calls that make no sense in its state are ignored, as are all once it has ended. */
export interface Reading {
  readonly state: ReadingState
  pause(): void
  /** Goes on in the line where it was paused. */
  resume(): void
  stop(): void
  /** The script has more lines, or is whole now. */
  grew(): void
}

export interface Speaker {
  /** See `Voice`. */
  readonly speaks: boolean
  /** Ends what is being read or played. Calls `listener` after every change, the first time before this returns. */
  read(script: Script, listener: (state: ReadingState) => void): Reading
  /** Has the file fetched that will be asked for. */
  prepare(text: string): void
  /** Plays recordings, in turn with the voice: whatever begins ends the other. */
  readonly player: Player
  /** Ends all sound; resolves once nothing is heard any more. */
  silence(): Promise<void>
}

interface Run {
  readonly script: Script
  readonly listener: (state: ReadingState) => void
  state: ReadingState
  /** Changes with each line begun and each pause: whatever belongs to an older one comes too late. */
  turn: object
  /** Its line is not written yet. */
  isWaiting: boolean
  /** Index of the last line that was asked for. */
  askedAt: number
}

/** One for the app: only one thing is heard at a time. */
export function createSpeaker(voice: Voice, player: Player): Speaker {
  let current: Run | null = null
  /** The recording whose place the voice has taken in the player. */
  let displaced: Parameters<Player['play']> | null = null
  let played: Parameters<Player['play']> | null = null

  function set(run: Run, change: Partial<ReadingState>): void {
    const { status, at } = run.state
    run.state = { ...run.state, ...change }
    if (run.state.status !== status || run.state.at !== at) run.listener(run.state)
  }

  function end(status: ReadingState['status'], error: AppError | null = null): void {
    const ended = current
    current = null
    if (!ended) return
    voice.abort()
    set(ended, { status, error })
  }

  const prepare = (text: string): void => void voice.fileFor(text).catch(() => undefined)

  /** The next line is fetched while this one is read. */
  function prepareNext(run: Run): void {
    const next = run.state.at + 1
    const text = run.script.lineAt(next)
    if (text === undefined || run.askedAt >= next) return
    run.askedAt = next
    prepare(text)
  }

  function speak(run: Run, at: number): void {
    const text = run.script.lineAt(at)
    run.isWaiting = text === undefined
    if (run.isWaiting && run.script.isWhole()) return end('said')
    set(run, { status: 'loading', at })
    if (text === undefined) return
    const turn = (run.turn = {})
    const isCurrent = (): boolean => current === run && run.turn === turn
    run.askedAt = Math.max(run.askedAt, at)
    voice.fileFor(text).then(
      (filePath) => {
        if (!isCurrent()) return
        prepareNext(run)
        // its length need not be known: nobody sees a position
        player.play({ filePath, durationMs: Infinity }, (playback) => {
          if (!isCurrent()) return
          if (playback.error) {
            voice.forget(text)
            end('failed', playback.error)
          } else if (playback.hasEnded) speak(run, at + 1)
          else if (playback.isPlaying) set(run, { status: 'speaking' })
          else if (run.state.status === 'speaking') set(run, { status: 'paused' })
        })
      },
      (failure: unknown) => {
        if (isCurrent()) end('failed', toAppError(failure, 'network'))
      },
    )
  }

  function pause(run: Run): void {
    if (run.state.status !== 'loading') return player.pause()
    // it may be about to begin, and a pause before the beginning may be lost
    run.turn = {}
    player.destroy()
    set(run, { status: 'paused' })
  }

  return {
    get speaks() {
      return voice.isThere
    },
    read(script, listener) {
      end('stopped')
      player.destroy()
      displaced = played
      const state: ReadingState = { status: 'loading', at: 0, error: null }
      const run: Run = { ...{ script, listener, state }, turn: {}, isWaiting: true, askedAt: -1 }
      current = run
      listener(run.state)
      speak(run, 0)
      const whileCurrent = (change: () => void) => () => {
        if (current === run) change()
      }
      return {
        get state() {
          return run.state
        },
        pause: whileCurrent(() => pause(run)),
        resume: whileCurrent(() => {
          if (run.state.status === 'paused') speak(run, run.state.at)
        }),
        stop: whileCurrent(() => {
          end('stopped')
          player.destroy()
        }),
        grew: whileCurrent(() => {
          if (run.isWaiting && run.state.status === 'loading') speak(run, run.state.at)
          else prepareNext(run)
        }),
      }
    },
    prepare,
    silence() {
      end('stopped')
      return player.silence()
    },
    player: {
      ...player,
      play(recording, listener) {
        end('stopped')
        displaced = null
        played = [recording, listener]
        player.play(recording, listener)
      },
      seek(positionMs) {
        if (displaced) this.play(...displaced)
        player.seek(positionMs)
      },
      pause() {
        if (current) pause(current)
        else player.pause()
      },
      destroy() {
        end('stopped')
        player.destroy()
      },
    },
  }
}
