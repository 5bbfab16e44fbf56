// The build, its settings, the last runs and taps → patches for setData: all of the Support page's logic, without WeChat.
import type { DockButton } from '../../components/action-dock/action-dock'
import { isApiAddress } from '../../core/api-address'
import type { Services } from '../../services'
import { format, messagesFor, type Messages } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { chooseSetting } from '../../presentation/settings/change-settings'
import type { Patch } from '../../presentation/patch'
import { rowGroupsOf, transportChoices } from './support-view'
import { copyOf, timelineOf } from './timeline'

/** What this page needs of the app's services. */
type SupportServices = AppearanceServices &
  Pick<Services, 'dialogs' | 'hasCloud' | 'build' | 'diagnostics' | 'copy' | 'navigation'>

/** As in Android's own settings: so many taps on the version show what only developers need. */
const tapsToDevelop = 7

/** `show` gets one patch per change; the first before this returns. */
export function createSupportPresenter(services: SupportServices, show: (patch: Patch) => void) {
  const { settings, dialogs, build, hasCloud, diagnostics } = services
  const facts = diagnostics.facts.join('\n')
  const runs = diagnostics.runs()
  let { isAddressShown } = build
  let versionTaps = 0

  const wordsNow = (): Messages['words'] => messagesFor(services.language).words

  function groups() {
    const { transport } = settings.current
    return rowGroupsOf({ transport, hasCloud, build, isAddressShown }, messagesFor(services.language))
  }

  async function askAddress(): Promise<void> {
    const words = wordsNow()
    const written = await dialogs.write(
      words.apiAddress,
      build.apiAddress,
      words.apiAddressSave,
      words.cancelShort,
    )
    if (written === null) return
    const address = written.trim().replace(/\/+$/, '')
    if (address !== '' && !isApiAddress(address)) {
      const content = format(words.apiAddressWrongWay, { plain: 'http://', secure: 'https://' })
      await dialogs.confirm({ title: words.apiAddressWrong, content, yes: words.ok })
      return
    }
    build.changeAddress(address)
    show({ groups: groups() })
  }

  const appearance = createAppearance(
    services,
    ({ words }) => words.support,
    (data, messages) => {
      const button: DockButton = { id: 'copy', label: messages.words.copyAll, icon: 'copy', primary: true }
      const timelines = runs.map((run) => timelineOf(run, messages))
      show({ ...data, facts, groups: groups(), runs: timelines, buttons: [button] })
    },
  )

  return {
    /** Promises settle once everything has been done. */
    acts: {
      transport: () =>
        chooseSetting(services, 'transport', wordsNow().upload, transportChoices(wordsNow(), hasCloud)),
      address: askAddress,
      deviceCheck: () => services.navigation.openPage('device-check'),
      version() {
        versionTaps += 1
        if (versionTaps < tapsToDevelop || build.channel === 'release') return
        isAddressShown = true
        show({ groups: groups() })
      },
      copy: () => services.copy([facts, ...runs.map(copyOf)].join('\n\n')),
    },
    shown: () => appearance.shown(),
    close: () => appearance.close(),
  }
}
