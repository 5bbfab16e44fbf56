// Settings, the build and the space used → the Me page's rows, in the student's language.
import type { StorageUsage } from '../../core/ports'
import { guideZones, type GuideZone } from '../../core/recording/pace'
import type { Services } from '../../services'
import type { Settings } from '../../core/settings'
import { sizeText } from '../../i18n/day'
import { format, languageNames, type Messages } from '../../i18n/index'
import { zoneText } from '../../i18n/pace'

/** What a tap on a row does. */
export type RowId =
  | 'language'
  | 'appearance'
  | 'guideZone'
  | 'isPaceShown'
  | 'hasHaptics'
  | 'transport'
  | 'keepAudioDays'
  | 'room'
  | 'phrases'
  | 'privacy'
  | 'diagnostics'
  | 'address'
  | 'version'

export interface Row {
  readonly id: RowId
  readonly label: string
  readonly value: string
  /** `open`: a tap opens something; `switch`: a tap turns it on or off; `text`: only to read. */
  readonly kind: 'open' | 'switch' | 'text'
  readonly isOn: boolean
  /** A bar below the text, `from` and `to` as fractions of its length; null for none. */
  readonly bar: { readonly from: number; readonly to: number; readonly kind: 'zone' | 'used' } | null
}

export interface RowGroup {
  readonly id: string
  readonly rows: readonly Row[]
}

/** An entry of a list to choose from. */
export interface Choice<Value> {
  readonly value: Value
  readonly label: string
}

interface MeFacts {
  readonly settings: Settings
  readonly build: Services['build']
  readonly hasCloud: boolean
  /** Null while unknown. */
  readonly recordings: StorageUsage | null
  readonly phraseCount: number
}

/** The longest guide zone ends where the bar does. */
const barMs = 60_000

type Words = Messages['words']

export function rowGroupsOf(facts: MeFacts, { words }: Messages): RowGroup[] {
  const { settings, build, recordings, phraseCount } = facts
  const { guideZone, isPaceShown, hasHaptics } = settings
  const open = (id: RowId, label: string, value = ''): Row => ({
    ...{ id, label, value },
    ...{ kind: 'open', isOn: false, bar: null },
  })
  const toggle = (id: RowId, label: string, isOn: boolean): Row => ({
    ...open(id, label),
    kind: 'switch',
    isOn,
  })
  const zone: Row = {
    ...open('guideZone', words.guideZone, zoneText(words, guideZone)),
    bar: { from: guideZone.startMs / barMs, to: guideZone.endMs / barMs, kind: 'zone' },
  }
  const room: Row = {
    ...open('room', words.recordings, recordings ? usedOf(recordings) : ''),
    bar: recordings && { from: 0, to: shareOf(recordings), kind: 'used' },
  }
  const version: Row = { ...open('version', words.version, versionOf(build, words)), kind: 'text' }
  const address = build.channel === 'release' ? [] : [open('address', words.apiAddress, build.apiAddress)]
  return [
    {
      id: 'display',
      rows: [
        open('language', words.language, labelOf(languageChoices(words), settings.language)),
        open('appearance', words.appearance, labelOf(appearanceChoices(words), settings.appearance)),
      ],
    },
    {
      id: 'pace',
      rows: [
        zone,
        toggle('isPaceShown', words.showPace, isPaceShown),
        toggle('hasHaptics', words.haptics, hasHaptics),
      ],
    },
    {
      id: 'recordings',
      rows: [
        open(
          'transport',
          words.upload,
          labelOf(transportChoices(words, facts.hasCloud), settings.transport ?? 'auto'),
        ),
        open('keepAudioDays', words.keepAudio, labelOf(keepChoices(words), settings.keepAudioDays)),
        room,
      ],
    },
    { id: 'phrases', rows: [open('phrases', words.phrases, phraseValue(words, phraseCount))] },
    {
      id: 'about',
      rows: [open('privacy', words.privacy), open('diagnostics', words.diagnostics), version, ...address],
    },
  ]
}

export function languageChoices(words: Words): Choice<Settings['language']>[] {
  return [
    { value: 'system', label: words.asSystem },
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
  return guideZones.map((zone) => ({ value: zone, label: zoneText(words, zone) }))
}

/** Offers the cloud only if there is one. */
export function transportChoices(
  words: Words,
  hasCloud: boolean,
): Choice<NonNullable<Settings['transport']>>[] {
  const cloud = { value: 'cloud', label: words.uploadCloud } as const
  return [
    { value: 'auto', label: words.uploadAuto },
    { value: 'inline', label: words.uploadInline },
    ...(hasCloud ? [cloud] : []),
  ]
}

export function keepChoices(words: Words): Choice<Settings['keepAudioDays']>[] {
  return [
    { value: null, label: words.keepAlways },
    { value: 30, label: format(words.keepDays, { d: 30 }) },
    { value: 7, label: format(words.keepDays, { d: 7 }) },
  ]
}

/** A value that is no longer among the choices gets the label of the first. */
function labelOf<Value>(choices: readonly Choice<Value>[], value: Value): string {
  return (choices.find((choice) => choice.value === value) ?? choices[0])?.label ?? ''
}

function versionOf({ version, channel }: Services['build'], words: Words): string {
  if (channel === 'release') return version
  return format(channel === 'develop' ? words.channelDevelop : words.channelTrial, { v: version })
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
