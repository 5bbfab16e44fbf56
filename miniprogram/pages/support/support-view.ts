// The build and its settings → the Support page's rows, in the student's language.
import type { Services } from '../../services'
import type { Settings } from '../../core/settings'
import { format, type Messages } from '../../i18n/index'
import {
  chosenOf,
  openRow,
  textRow,
  type Choice,
  type RowGroup,
} from '../../presentation/settings/setting-rows'

/** What a tap on a row does. */
export type SupportRow = 'transport' | 'address' | 'deviceCheck' | 'version'

interface SupportFacts {
  readonly transport: Settings['transport']
  readonly hasCloud: boolean
  readonly build: Services['build']
  readonly isAddressShown: boolean
}

type Words = Messages['words']

export function rowGroupsOf(
  { transport, hasCloud, build, isAddressShown }: SupportFacts,
  { words, deviceCheck }: Messages,
): RowGroup<SupportRow>[] {
  const way = chosenOf(transportChoices(words, hasCloud), transport)
  const address = openRow('address' as const, words.apiAddress, build.apiAddress)
  const check = openRow('deviceCheck' as const, deviceCheck.title)
  return [
    {
      id: 'build',
      rows: [
        openRow('transport', words.upload, way?.label),
        textRow('version', words.version, versionOf(build, words)),
        ...(isAddressShown ? [address, check] : []),
      ],
    },
  ]
}

/** Offers the cloud only if there is one. */
export function transportChoices(words: Words, hasCloud: boolean): Choice<Settings['transport']>[] {
  const cloud = { value: 'cloud', label: words.uploadCloud } as const
  return [
    { value: 'auto', label: words.uploadAuto },
    { value: 'inline', label: words.uploadInline },
    ...(hasCloud ? [cloud] : []),
  ]
}

function versionOf({ version, channel }: Services['build'], words: Words): string {
  if (channel === 'release') return version
  return format(channel === 'develop' ? words.channelDevelop : words.channelTrial, { v: version })
}
