// Settings and the space used → the Me page's rows, in the student's language.
import type { StorageUsage } from '../../core/ports'
import { defaultGuideZone, guideZones, type GuideZone } from '../../core/recording/pace'
import type { Settings } from '../../core/settings'
import { sizeText } from '../../i18n/day'
import { format, languageNames, type Messages } from '../../i18n/index'
import { zoneText } from '../../i18n/pace'
import {
  chosenOf,
  openRow,
  switchRow,
  type Choice,
  type Row,
  type RowGroup,
} from '../../presentation/settings/setting-rows'

/** What a tap on a row does. */
export type MeRow =
  | 'plan'
  | 'phrases'
  | 'guideZone'
  | 'isPaceShown'
  | 'hasHaptics'
  | 'isMockSpoken'
  | 'language'
  | 'notesLanguage'
  | 'appearance'
  | 'keepAudioDays'
  | 'room'
  | 'transfer'
  | 'support'

interface MeFacts {
  readonly settings: Settings
  /** Null while unknown. */
  readonly recordings: StorageUsage | null
  readonly phraseCount: number
  /** The service has a voice. */
  readonly speaks: boolean
}

/** The longest guide zone ends where the bar does. */
const barMs = 60_000

type Words = Messages['words']

/** What students use most comes first. */
export function rowGroupsOf(facts: MeFacts, { words }: Messages): RowGroup<MeRow>[] {
  const { settings, recordings, phraseCount } = facts
  const { guideZone, isPaceShown, hasHaptics, language, notesLanguage, appearance, keepAudioDays } = settings
  const zone: Row<MeRow> = {
    ...openRow('guideZone', words.guideZone, zoneText(words, guideZone)),
    bar: { from: guideZone.startMs / barMs, to: guideZone.endMs / barMs, kind: 'zone' },
  }
  const room: Row<MeRow> = {
    ...openRow('room', words.recordings, recordings ? usedOf(recordings) : ''),
    bar: recordings && { from: 0, to: shareOf(recordings), kind: 'used' },
  }
  const choice = <Value>(id: MeRow, label: string, choices: readonly Choice<Value>[], value: Value) =>
    openRow(id, label, chosenOf(choices, value)?.label)
  return [
    {
      id: 'plan',
      rows: [openRow('plan', words.plan), openRow('phrases', words.phrases, phraseValue(words, phraseCount))],
    },
    {
      id: 'pace',
      rows: [
        zone,
        switchRow('isPaceShown', words.showPace, isPaceShown),
        switchRow('hasHaptics', words.haptics, hasHaptics),
        ...(facts.speaks ? [switchRow<MeRow>('isMockSpoken', words.mockSpoken, settings.isMockSpoken)] : []),
      ],
    },
    {
      id: 'display',
      rows: [
        choice('language', words.language, languageChoices(words), language),
        choice('notesLanguage', words.notesLanguage, notesChoices(words), notesLanguage),
        choice('appearance', words.appearance, appearanceChoices(words), appearance),
      ],
    },
    {
      id: 'recordings',
      rows: [
        choice('keepAudioDays', words.keepAudio, keepChoices(words), keepAudioDays),
        room,
        openRow('transfer', words.transfer),
      ],
    },
    { id: 'support', rows: [openRow('support', words.support)] },
  ]
}

export function languageChoices(words: Words): Choice<Settings['language']>[] {
  return [
    { value: 'system', label: words.asSystem },
    { value: 'zh', label: languageNames.zh },
    { value: 'en', label: languageNames.en },
  ]
}

export function notesChoices(words: Words): Choice<Settings['notesLanguage']>[] {
  return [
    { value: 'app', label: words.asApp },
    { value: 'zh', label: languageNames.zh },
    { value: 'en', label: languageNames.en },
  ]
}

export function appearanceChoices(words: Words): Choice<Settings['appearance']>[] {
  return [
    { value: 'system', label: words.asSystem },
    { value: 'light', label: words.light },
    { value: 'dark', label: words.dark },
  ]
}

export function zoneChoices(words: Words): Choice<GuideZone>[] {
  return guideZones.map((zone) => {
    const label = zoneText(words, zone)
    return { value: zone, label: zone === defaultGuideZone ? format(words.recommended, { n: label }) : label }
  })
}

export function keepChoices(words: Words): Choice<Settings['keepAudioDays']>[] {
  return [
    { value: null, label: words.keepAlways },
    { value: 30, label: format(words.keepDays, { d: 30 }) },
    { value: 7, label: format(words.keepDays, { d: 7 }) },
  ]
}

function phraseValue(words: Words, count: number): string {
  return count === 0 ? '' : format(words.phraseCount, { n: count })
}

function usedOf({ usedBytes, limitBytes }: StorageUsage): string {
  return `${sizeText(usedBytes)} / ${sizeText(limitBytes)}`
}

/** At least 1 % as soon as anything is stored, so that it is visible. */
function shareOf({ usedBytes, limitBytes }: StorageUsage): number {
  const share = Math.min(1, usedBytes / limitBytes)
  return usedBytes > 0 ? Math.max(0.01, share) : 0
}
