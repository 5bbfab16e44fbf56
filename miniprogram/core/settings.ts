// The student's own choices, stored → what the pages and the sending go by.
import { readAmount, readFields, readOneOf } from './stored-value'
import type { KeyValueStore } from './ports'
import { defaultGuideZone, type GuideZone } from './recording/pace'

export interface Settings {
  /** `system`: WeChat's own. */
  readonly language: 'system' | 'zh' | 'en'
  readonly appearance: 'system' | 'light' | 'dark'
  readonly guideZone: GuideZone
  /** Whether the guide zone is shown while speaking. */
  readonly isPaceShown: boolean
  /** A short vibration where the guide zone begins and where it ends. */
  readonly hasHaptics: boolean
  /** After so many days the History page asks whether a recording may go; `null`: it never asks. Nothing goes by itself. */
  readonly keepAudioDays: 7 | 30 | null
  /** `null`: as `config.ts` has it. */
  readonly transport: 'auto' | 'inline' | 'cloud' | null
}

export const defaultSettings: Settings = {
  language: 'system',
  appearance: 'system',
  guideZone: defaultGuideZone,
  isPaceShown: true,
  hasHaptics: true,
  keepAudioDays: null,
  transport: null,
}

export interface SettingsStore {
  readonly current: Settings
  /** Stored before it returns. @throws AppError `storage-full`; then all is as it was */
  change(changes: Partial<Settings>): void
  /** Called after every change. Returns how to end it. */
  subscribe(listener: (settings: Settings) => void): () => void
}

const key = 'settings'

export function createSettings(store: KeyValueStore): SettingsStore {
  let current = readSettings(store.get(key))
  const listeners = new Set<(settings: Settings) => void>()
  return {
    get current() {
      return current
    },
    change(changes) {
      const next = { ...current, ...changes }
      store.set(key, next)
      current = next
      for (const listener of [...listeners]) listener(next)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What cannot be read is as it is for a new student. */
export function readSettings(value: unknown): Settings {
  const fields = readFields(value) ?? {}
  const flag = (field: unknown, otherwise: boolean) => (typeof field === 'boolean' ? field : otherwise)
  return {
    language: readOneOf({ system: true, zh: true, en: true }, fields.language) ?? defaultSettings.language,
    appearance:
      readOneOf({ system: true, light: true, dark: true }, fields.appearance) ?? defaultSettings.appearance,
    guideZone: readGuideZone(fields.guideZone) ?? defaultSettings.guideZone,
    isPaceShown: flag(fields.isPaceShown, defaultSettings.isPaceShown),
    hasHaptics: flag(fields.hasHaptics, defaultSettings.hasHaptics),
    keepAudioDays: fields.keepAudioDays === 7 || fields.keepAudioDays === 30 ? fields.keepAudioDays : null,
    transport: readOneOf({ auto: true, inline: true, cloud: true }, fields.transport),
  }
}

function readGuideZone(value: unknown): GuideZone | null {
  const fields = readFields(value)
  const startMs = readAmount(fields?.startMs)
  const endMs = readAmount(fields?.endMs)
  return startMs !== null && endMs !== null && startMs < endMs ? { startMs, endMs } : null
}
