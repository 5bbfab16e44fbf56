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
  Pick<Services, 'build' | 'copy' | 'device' | 'diagnostics' | 'dialogs' | 'navigation'>

/** @param show calls its second parameter once WeChat has painted the patch */
export function createDeviceCheckPresenter(
  services: DeviceCheckServices,
  show: (patch: Patch, painted?: () => void) => void,
  rows: readonly Row[],
) {
  const { build, device, diagnostics, dialogs } = services
  const showChanges = diffing(show)
  const findings = new Map<string, Finding>()
  /** The rows of the run. */
  let chosen: readonly Row[] = []
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
    const foundCount = chosen.filter(({ id }) => findings.has(id)).length
    const progress = `${foundCount}/${chosen.length} ${running ?? ''}`
    const summary = cancel ? progress : summaryOf(findings, messages)
    const groups = groupsOf(rows, findings, running, messages)
    showChanges({ groups, summary, isRunning: cancel !== null, buttons: buttonsOf(messages) })
  }

  async function start(wanted: readonly Row[]): Promise<void> {
    if (cancel) return
    chosen = wanted
    for (const { id } of chosen) findings.delete(id)
    const run = runRows(chosen, device, {
      serviceOrigin: originOf(build.apiAddress),
      paint: (patch) => new Promise((resolve) => show(patch, resolve)),
      ask(content) {
        const { deviceCheck } = messagesFor(services.language)
        return dialogs.confirm({ title: running ?? '', content, yes: deviceCheck.yes, no: deviceCheck.no })
      },
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
      const { way, check } = messages.deviceCheck
      show({ ...data, way, check })
      update(messages)
    },
  )

  return {
    acts: {
      run: () => start(rows.filter(({ isByHand }) => !isByHand)),
      /** Runs one row on its own. */
      check: ({ id }: Pick<ActData, 'id'>) => start(rows.filter((row) => row.id === id)),
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
