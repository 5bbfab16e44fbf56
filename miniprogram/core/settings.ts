// Stored choices of the student → settings for pages and transports.
import { readAmount, readFields, readOneOf, readText } from './stored-value'
import type { Clock, KeyValueStore } from './ports'
import { defaultGuideZone, type GuideZone } from './recording/pace'

export interface Settings {
  /** `system` follows WeChat. */
  readonly language: 'system' | 'zh' | 'en'
  /** Of the service's notes on an answer. `app`: the language of the app. */
  readonly notesLanguage: 'app' | 'zh' | 'en'
  readonly appearance: 'system' | 'light' | 'dark'
  readonly guideZone: GuideZone
  /** Whether the guide zone is shown during a take. */
  readonly isPaceShown: boolean
  /** Whether the phone vibrates briefly at the start and at the end of the guide zone. */
  readonly hasHaptics: boolean
  /** `2026-12-19`; `null` if the student has not said. It may be over. */
  readonly examDate: string | null
  /** For practising; the plan of a day fills it. */
  readonly minutesADay: number
  /** Whether the mock asks its questions by voice, where the service has one. */
  readonly isMockSpoken: boolean
  /** Age at which History offers to delete recordings; `null`: never. Nothing is deleted without asking. */
  readonly keepAudioDays: 7 | 30 | null
  /** `null`: as in `config.ts`. */
  readonly transport: 'auto' | 'inline' | 'cloud' | null
  /** When the student last changed one of them, in milliseconds since the epoch; 0 if that is not known. */
  readonly changedAtMs: number
}

export const defaultSettings: Settings = {
  language: 'system',
  notesLanguage: 'app',
  appearance: 'system',
  guideZone: defaultGuideZone,
  isPaceShown: true,
  hasHaptics: true,
  examDate: null,
  minutesADay: 10,
  isMockSpoken: true,
  keepAudioDays: null,
  transport: null,
  changedAtMs: 0,
}

/** To choose from: WeChat's list shows six at most. */
export const minutesChoices: readonly number[] = [5, 10, 15, 20, 30, 60]

interface SettingsStore {
  readonly current: Settings
  /** Stores before it returns. @throws AppError `storage-full`; nothing changes then */
  change(changes: Partial<Settings>): void
  /** Takes over those of another phone, with the time of their change. Stores as `change` does. */
  adopt(settings: Settings): void
  /** `listener` is called after every change. Returns an unsubscribe function. */
  subscribe(listener: (settings: Settings) => void): () => void
}

const key = 'settings'

export function createSettings(store: KeyValueStore, clock: Pick<Clock, 'nowMs'>): SettingsStore {
  let current = readSettings(store.get(key))
  const listeners = new Set<(settings: Settings) => void>()

  function adopt(next: Settings): void {
    store.set(key, next)
    current = next
    for (const listener of [...listeners]) listener(next)
  }

  return {
    get current() {
      return current
    },
    change: (changes) => adopt({ ...current, ...changes, changedAtMs: clock.nowMs() }),
    adopt,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Fields that cannot be read get their defaults. */
export function readSettings(value: unknown): Settings {
  const fields = readFields(value) ?? {}
  const flag = (field: unknown, fallback: boolean) => (typeof field === 'boolean' ? field : fallback)
  return {
    language: readOneOf({ system: true, zh: true, en: true }, fields.language) ?? defaultSettings.language,
    notesLanguage:
      readOneOf({ app: true, zh: true, en: true }, fields.notesLanguage) ?? defaultSettings.notesLanguage,
    appearance:
      readOneOf({ system: true, light: true, dark: true }, fields.appearance) ?? defaultSettings.appearance,
    guideZone: readGuideZone(fields.guideZone) ?? defaultSettings.guideZone,
    isPaceShown: flag(fields.isPaceShown, defaultSettings.isPaceShown),
    hasHaptics: flag(fields.hasHaptics, defaultSettings.hasHaptics),
    examDate: readText(fields.examDate),
    minutesADay: readMinutes(fields.minutesADay) ?? defaultSettings.minutesADay,
    isMockSpoken: flag(fields.isMockSpoken, defaultSettings.isMockSpoken),
    keepAudioDays: fields.keepAudioDays === 7 || fields.keepAudioDays === 30 ? fields.keepAudioDays : null,
    transport: readOneOf({ auto: true, inline: true, cloud: true }, fields.transport),
    changedAtMs: readAmount(fields.changedAtMs) ?? defaultSettings.changedAtMs,
  }
}

/** From five minutes to four hours. */
function readMinutes(value: unknown): number | null {
  const minutes = readAmount(value)
  return minutes !== null && minutes >= 5 && minutes <= 240 ? minutes : null
}

function readGuideZone(value: unknown): GuideZone | null {
  const fields = readFields(value)
  const startMs = readAmount(fields?.startMs)
  const endMs = readAmount(fields?.endMs)
  return startMs !== null && endMs !== null && startMs < endMs ? { startMs, endMs } : null
}
