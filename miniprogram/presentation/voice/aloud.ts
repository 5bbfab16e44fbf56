// Lines, the voice and the student's own recording → what is read aloud, and where: patches for voice-bar and the paragraphs.
import type { AppError } from '../../core/errors'
import type { Reading, ReadingState } from '../../core/voice/speaker'
import { format, messagesFor } from '../../i18n/index'
import { diffing, type Patch } from '../patch'
import type { VoiceServices } from './question-voice'
import type { SpokenLine } from './spoken-lines'
import { voiceProblemOf } from './voice-problem'

/** What can be read on the page now. */
export interface AloudSource {
  /** Another one ends the reading; null for none. */
  readonly text: object | null
  readonly lines: readonly SpokenLine[]
  /** No more lines will come. */
  readonly isWhole: boolean
  /** The student's own recording can be played after it. */
  readonly hasSound: boolean
}

export interface AloudView {
  readonly isOffered: boolean
  /** There is a line to read. */
  readonly isReady: boolean
  readonly canCompare: boolean
  /** `me`: the student's own recording. */
  readonly status: '' | 'loading' | 'speaking' | 'paused' | 'me'
  /** Index of the paragraph that is read; -1 for none. */
  readonly at: number
  /** The same in words. */
  readonly place: string
  /** Id of the element to scroll to; `''` while the student reads elsewhere. */
  readonly into: string
  /** Why nothing was heard; `''` if nothing went wrong. */
  readonly problem: string
}

export interface Aloud {
  present(source: AloudSource): void
  /** The student's own recording plays, or has stopped. */
  ownPlayback(isPlaying: boolean): void
  /** The finger is down, or up again. */
  touched(isDown: boolean): void
  scrolled(): void
  /** Reads, pauses or goes on. */
  toggle(): void
  stop(): void
  /** Reads all, then plays the student's own recording. */
  compare(): void
}

export const nothingAloud: AloudView = {
  ...{ isOffered: false, isReady: false, canCompare: false },
  ...{ status: '', at: -1, place: '', into: '', problem: '' },
}

interface AloudPage {
  /** The data that the view is shown as. */
  readonly name: 'aloud' | 'modelAloud'
  show(patch: Patch): void
  /** The voice begins: the page must not scroll to anything else. */
  begins?(): void
  playOwn?(): void
}

export function createAloud(services: VoiceServices, { name, show, begins, playOwn }: AloudPage): Aloud {
  const { speaker, clock } = services
  const showView = diffing<Record<string, AloudView>>(show)
  let source: AloudSource = { text: null, lines: [], isWhole: true, hasSound: false }
  let reading: Reading | null = null
  let problem: AppError | null = null
  let isComparing = false
  let isOwn = false
  /** The page scrolls with the voice until the student scrolls. */
  let follows = true
  let isTouched = false

  function statusNow(): AloudView['status'] {
    if (isOwn) return 'me'
    const status = reading?.state.status
    return status === 'loading' || status === 'speaking' || status === 'paused' ? status : ''
  }

  function viewNow(): AloudView {
    const messages = messagesFor(services.language)
    const { lines, isWhole, hasSound } = source
    const status = statusNow()
    const line = status === '' || status === 'me' ? undefined : lines[reading?.state.at ?? -1]
    const paragraphs = [...new Set(lines.map(({ paragraph }) => paragraph))]
    const at = line ? line.paragraph : -1
    const count = { n: paragraphs.indexOf(at) + 1, total: paragraphs.length }
    return {
      isOffered: speaker.speaks && (lines.length > 0 || !isWhole),
      isReady: lines.length > 0,
      canCompare: hasSound && isWhole && lines.length > 0,
      ...{ status, at },
      place:
        status === 'me'
          ? messages.words.ownRecording
          : line && count.total > 1
            ? format(messages.words.paragraphOf, count)
            : '',
      into: line && follows ? `${name}-${at}` : '',
      problem: problem ? voiceProblemOf(problem, messages, clock.nowMs()) : '',
    }
  }

  function refresh(): void {
    showView({ [name]: source.text ? viewNow() : nothingAloud })
  }

  function changed(state: ReadingState): void {
    problem = state.error
    if (state.status === 'said' && isComparing) {
      isComparing = false
      isOwn = true
      playOwn?.()
    }
    if (reading?.state === state || state.status !== 'loading') refresh()
  }

  function read(): void {
    if (source.lines.length === 0) return
    isOwn = false
    follows = true
    begins?.()
    reading = speaker.read(
      { lineAt: (index) => source.lines[index]?.text, isWhole: () => source.isWhole },
      changed,
    )
    refresh()
  }

  return {
    present(next) {
      const isOther = next.text !== source.text
      source = next
      if (isOther) {
        problem = null
        reading?.stop()
        reading = null
      }
      reading?.grew()
      refresh()
    },
    ownPlayback(isPlaying) {
      if (isPlaying || !isOwn) return
      isOwn = false
      refresh()
    },
    touched: (isDown) => void (isTouched = isDown),
    scrolled() {
      if (!isTouched || !follows || statusNow() === '') return
      follows = false
      refresh()
    },
    toggle() {
      const status = statusNow()
      if (status === 'me') return speaker.player.pause()
      if (status === 'loading' || status === 'speaking') return reading?.pause()
      isComparing = status === 'paused' && isComparing
      if (status !== 'paused') return read()
      follows = true
      begins?.()
      reading?.resume()
      refresh()
    },
    stop() {
      isComparing = false
      if (isOwn) speaker.player.destroy()
      isOwn = false
      reading?.stop()
      refresh()
    },
    compare() {
      read()
      isComparing = true
    },
  }
}
