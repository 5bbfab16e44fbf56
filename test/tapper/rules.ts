// Taps, requests and looks at a page → the rules that were broken. Knows the app's words in both languages, and no page.
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { readingMs } from '../../miniprogram/core/mock/mock-session'
import { messagesFor } from '../../miniprogram/i18n/index'
import type { Messages } from '../../miniprogram/i18n/messages'
import type { Look } from './in-page'

type Word = keyof Messages['words']

/** Matches these words in either language, with any number for each `{n}`. */
export function anyOf(...words: readonly Word[]): RegExp {
  const texts = words.flatMap((word) =>
    (['zh', 'en'] as const).map((language) => messagesFor(language).words[word]),
  )
  const sources = texts.map((text) =>
    text
      .replace(/[.*+?^$()[\]\\]/g, '\\$&')
      .replace(/\{\w+\|[^}]*\}/g, '\\w+')
      .replace(/\{\w+\}/g, '(\\d+)'),
  )
  return new RegExp(`^(?:${sources.join('|')})(?=$|: )`)
}

const sends = anyOf('send', 'again', 'sendCount', 'sendAgainCount')
const cancels = anyOf('cancel')
const removesOne = anyOf('removeAttemptTitle')
const removesSome = anyOf('removeAttemptsTitle', 'removeEverythingTitle')
const removesAudio = anyOf('removeAudioTitle')
const agrees = anyOf('deleteShort')

/** Less than the guard's time by the precision with which the page is watched. */
const noticedMs = 300
/** Shorter takes may be dropped. */
const takeMinMs = 1_200
/** So may takes of the mock that ended while the student was taken to be reading; a busy machine notices the end late. */
const mockElapsedMinMs = readingMs + 1_000
/** By then a take has ended that was cancelled. */
const endedMs = 10_000
/** By then a take is stored, and the stored text has caught up with what was shown: on a busy machine, too. */
const writtenMs = 10_000

export interface Tap {
  readonly name: string
  /** By the page's clock, which dates takes, too: a busy machine hears of a tap late. */
  readonly atMs: number
  /** How long it had been there. */
  readonly shownForMs: number
}

export interface Rules {
  /** @param isFirst of a burst: later taps land on whatever the first one brought */
  tapped(tap: Tap, isFirst: boolean): void
  requested(logid: string): void
  /** The page was closed: what was not stored yet is lost. */
  relaunched(): void
  /** What is broken, as sentences. */
  check(look: Look): string[]
}

export function createRules(): Rules {
  /** Requests that the student has asked for. */
  let allowed = 0
  let asked: string[] = []
  const sentForMock = new Set<string>()
  /** Attempts that the student has agreed to delete. */
  let deletable = 0
  let isAudioDeletable = false
  let deletedAtMs = -Infinity
  const cancelledAtMs: number[] = []
  let known = new Map<string, Attempt>()
  let judgedTakes = 0
  let shown: { text: string; atMs: number }[] = []

  /** A take that ended then. */
  const isCancelled = (endedAtMs: number): boolean =>
    cancelledAtMs.some((atMs) => atMs - endedAtMs < 3_000 && endedAtMs - atMs < endedMs)

  function unasked(look: Look): string[] {
    const problems = asked.flatMap((logid) => {
      const attempt = look.attempts.find((one) => logidsOf(one).includes(logid))
      const isMock = attempt !== undefined && look.mockIds.includes(attempt.id)
      if (isMock && !sentForMock.has(attempt.id)) {
        sentForMock.add(attempt.id)
        return []
      }
      allowed -= 1
      if (allowed >= 0) return []
      allowed = 0
      return [`request ${logid} was sent without a tap that meant it`]
    })
    asked = []
    return problems
  }

  function lost(look: Look): string[] {
    const problems: string[] = []
    const now = new Map(look.attempts.map((attempt) => [attempt.id, attempt]))
    for (const before of known.values()) {
      const attempt = now.get(before.id)
      if (!attempt) {
        // its notice has ended
        if (isCancelled(Number(before.id))) continue
        deletable -= 1
        if (deletable < 0) problems.push(`attempt ${before.id} is gone`)
        continue
      }
      if (before.recording && !attempt.recording && !isAudioDeletable)
        problems.push(`the recording of attempt ${before.id} is gone`)
      // beyond that many, some are dropped
      if (attempt.answers.length >= answersMax) continue
      for (const text of textsOf(before)) {
        if (!textsOf(attempt).some((other) => other.startsWith(text)))
          problems.push(`attempt ${before.id} has lost the text ${JSON.stringify(text.slice(-60))}`)
      }
    }
    known = now
    return problems
  }

  function unwritten(look: Look): string[] {
    const problems: string[] = []
    for (; judgedTakes < look.takes.length; judgedTakes += 1) {
      const take = look.takes[judgedTakes]
      if (!take || look.atMs - take.atMs < writtenMs) break
      if (take.durationMs < takeMinMs || deletedAtMs > take.atMs) continue
      if (take.isMock && take.elapsedMs < mockElapsedMinMs) continue
      if (isCancelled(take.atMs)) continue
      const isStored = look.attempts.some(({ durationMs }) => Math.abs(durationMs - take.durationMs) < 300)
      if (!isStored) problems.push(`a take of ${take.durationMs} ms is lost`)
    }
    const stored = look.attempts.flatMap(textsOf).map(lettersOf)
    for (const { text } of shown.filter(({ atMs }) => look.atMs - atMs >= writtenMs)) {
      if (!stored.some((other) => other.includes(text)))
        problems.push(`the text shown is not stored: ${JSON.stringify(text.slice(-60))}`)
    }
    shown = shown.filter(({ atMs }) => look.atMs - atMs < writtenMs && atMs > deletedAtMs)
    const text = lettersOf(look.shownText)
    if (text.length > 40 && !shown.some((one) => one.text === text)) shown.push({ text, atMs: look.atMs })
    return problems
  }

  return {
    tapped({ name, atMs, shownForMs }, isFirst) {
      const count = sends.exec(name)
      if (count && isFirst && shownForMs >= noticedMs) {
        const number = count.slice(1).find((group) => group !== undefined)
        allowed += number === undefined ? 1 : Number(number)
      }
      if (cancels.test(name)) cancelledAtMs.push(atMs)
      const isAgreed = agrees.test(name.split(': ').pop() ?? '')
      if (!isAgreed) return
      if (removesOne.test(name)) deletable += 1
      else if (removesSome.test(name)) deletable += known.size
      else if (removesAudio.test(name)) isAudioDeletable = true
      deletedAtMs = atMs
    },
    requested: (logid) => void asked.push(logid),
    relaunched() {
      judgedTakes = 0
      shown = []
    },
    check: (look) => [
      ...look.tooWide.slice(0, 3).map((element) => `wider than the screen: ${element}`),
      ...unasked(look),
      ...lost(look),
      ...unwritten(look),
    ],
  }
}

const answersMax = 4

function textsOf({ answers }: Attempt): string[] {
  return answers.map(({ text }) => text).filter((text) => text !== '')
}

function logidsOf({ answers }: Attempt): string[] {
  return answers.map(({ logid }) => logid)
}

/** Spaces, marks and Markdown are shown otherwise than they are stored. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}
