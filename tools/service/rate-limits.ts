// Caller → permission to ask for an answer, or for speech: two counts of the same kind.
import {
  createLimits,
  type Limits,
  type LimitsParts,
  type PerDay,
  type PerMinute,
  type Student,
} from './limits'
import { textMaxLength } from './voice'

export interface RateLimitSettings {
  readonly requestsPerMinute: PerMinute
  readonly answersPerDay: PerDay
}

export interface RateLimits extends Pick<Limits, 'ofAddress' | 'ofUid'> {
  /** As `Limits.ofDay`. */
  ofAnswer(student: Student): Promise<() => Promise<void>>
}

export function createRateLimits(
  { requestsPerMinute, answersPerDay }: RateLimitSettings,
  parts?: LimitsParts,
): RateLimits {
  const counted = {
    prefix: '',
    plural: 'answers',
    largest: 1,
    variable: 'ANSWERS_PER_DAY',
    usedUp: 'no more answers today',
  } as const
  const limits = createLimits(counted, requestsPerMinute, answersPerDay, parts)
  return { ...limits, ofAnswer: (student) => limits.ofDay(student, 1) }
}

export interface SpeechLimitSettings {
  readonly requestsPerMinute: PerMinute
  readonly charactersPerDay: PerDay
}

export interface SpeechLimits extends Pick<Limits, 'ofAddress' | 'ofUid'> {
  /** As `Limits.ofDay`, for a text that the voice is going to speak. */
  ofText(student: Student, text: string): Promise<() => Promise<void>>
}

/** A shorter text counts as much: a request costs, too, and no key of a day is left behind for a single letter. */
const countedLeast = 100

export function createSpeechLimits(
  { requestsPerMinute, charactersPerDay }: SpeechLimitSettings,
  parts?: LimitsParts,
): SpeechLimits {
  const counted = {
    prefix: 'speech-',
    plural: 'characters to be spoken',
    largest: textMaxLength,
    variable: 'SPEECH_CHARACTERS_PER_DAY',
    usedUp: 'no more speech today',
  } as const
  const limits = createLimits(counted, requestsPerMinute, charactersPerDay, parts)
  return { ...limits, ofText: (student, text) => limits.ofDay(student, Math.max(countedLeast, text.length)) }
}
