// Taps → runs of the check → patches for setData: all of the page's logic, without WeChat.
import type { DockButton } from '../../components/action-dock/action-dock'
import { messagesFor, type Messages } from '../../i18n/index'
import { createAppearance, type AppearanceServices } from '../../presentation/appearance'
import { diffing, type Patch } from '../../presentation/patch'
import type { Services } from '../../services'
import { groupsOf, reportOf, summaryOf } from './device-check-view'
import type { Finding, Row } from './row'
import { runRows } from './runner'

/** What this page needs of the app's services. */
type DeviceCheckServices = AppearanceServices &
  Pick<Services, 'build' | 'copy' | 'device' | 'diagnostics' | 'navigation'>

/** @param show calls its second parameter once WeChat has painted the patch */
export function createDeviceCheckPresenter(
  services: DeviceCheckServices,
  show: (patch: Patch, painted?: () => void) => void,
  rows: readonly Row[],
) {
  const { build, device, diagnostics } = services
  const showChanges = diffing(show)
  let findings = new Map<string, Finding>()
  let running: string | null = null
  let cancel: (() => void) | null = null

  function buttonsOf({ deviceCheck, words }: Messages): DockButton[] {
    if (cancel) return [{ id: 'stop', label: deviceCheck.stop, icon: '', primary: false }]
    const hasFound = findings.size > 0
    const copy: DockButton = { id: 'copy', label: words.copyAll, icon: 'copy', primary: true }
    const label = hasFound ? deviceCheck.again : deviceCheck.run
    return [{ id: 'run', label, icon: '', primary: !hasFound }, ...(hasFound ? [copy] : [])]
  }

  function update(messages = messagesFor(services.language)): void {
    const progress = `${findings.size}/${rows.length} ${running ?? ''}`
    const summary = cancel ? progress : summaryOf(findings, messages)
    const groups = groupsOf(rows, findings, running, messages)
    showChanges({ groups, summary, isRunning: cancel !== null, buttons: buttonsOf(messages) })
  }

  function stop(): void {
    cancel?.()
    cancel = null
    running = null
  }

  const appearance = createAppearance(
    services,
    ({ deviceCheck }) => deviceCheck.title,
    (data, messages) => {
      show({ ...data, way: messages.deviceCheck.way })
      update(messages)
    },
  )

  return {
    acts: {
      async run() {
        if (cancel) return
        findings = new Map()
        const run = runRows(rows, device, {
          serviceOrigin: originOf(build.apiAddress),
          paint: (patch) => new Promise((resolve) => show(patch, resolve)),
          onStart({ id }) {
            running = id
            update()
          },
          onFound({ id }, finding) {
            findings.set(id, finding)
            update()
          },
        })
        cancel = run.cancel
        update()
        await run.done
        stop()
        update()
      },
      stop() {
        stop()
        update()
      },
      copy: () => services.copy(reportOf(diagnostics.facts, rows, findings)),
    },
    shown() {
      // no row leads here, but a link may
      if (build.channel === 'release') services.navigation.back('me')
      appearance.shown()
    },
    close() {
      stop()
      appearance.close()
    },
  }
}

function originOf(address: string): string {
  return /^\w+:\/\/[^/]+/.exec(address)?.[0] ?? address
}
