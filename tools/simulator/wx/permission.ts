// A request for the microphone → privacy guide, system setting, scope.record and the browser's prompt → a stream or WeChat's error.
import { failure, toApis } from './callbacks'
import type { ModalOptions, ModalResult } from './feedback'
import { closeMicrophone, openMicrophone as openBrowserMicrophone } from './microphone'
import { element } from './overlay'
import type { Overlay } from './overlay'
import type { Conditions, Switches } from './switches'

export interface Permission {
  /**
   * Asks for every permission not yet decided. The caller closes the stream.
   * @param isInUse false if only the permission is wanted, which can be had even during a call
   * @throws Failure with WeChat's message: errno 104, 112, `auth deny`, `:system permission denied`, `:start record fail`
   */
  openMicrophone(isInUse: boolean): Promise<MediaStream>
  /** As before each use of a privacy interface. @throws Failure with errno 104 or 112 */
  requirePrivacy(): Promise<void>
  api: Record<string, unknown>
}

/** After a refusal WeChat does not ask again for this long (reported). */
const privacyGapMs = 10_000

export interface PermissionSurroundings {
  switches: Switches
  overlay: Overlay
  ask(options: ModalOptions): Promise<ModalResult>
  /** Sends the mini program to the background, or brings it back. */
  setAppHidden(isHidden: boolean): void
}

export function createPermission({
  switches,
  overlay,
  ask,
  setAppHidden,
}: PermissionSurroundings): Permission {
  let refusedAtMs = -Infinity

  const privacyRefused = () => failure('privacy permission is not authorized', { errno: 104 })

  async function requirePrivacy(): Promise<void> {
    const state = switches.get('privacy')
    if (state === 'agreed') return
    if (state === 'undeclared') {
      throw failure('api scope is not declared in the privacy agreement', { errno: 112 })
    }
    if (state === 'refused' || performance.now() - refusedAtMs < privacyGapMs) throw privacyRefused()
    const content = '在你使用服务之前，请仔细阅读隐私保护指引。如你同意，请点击“同意”开始使用。'
    const texts = { title: '用户隐私保护提示', content, confirmText: '同意', cancelText: '拒绝' }
    if ((await ask(texts)).confirm) return switches.set('privacy', 'agreed')
    refusedAtMs = performance.now()
    throw privacyRefused()
  }

  async function openMicrophone(isInUse: boolean): Promise<MediaStream> {
    await requirePrivacy()
    const state = switches.get('microphone')
    if (state === 'system-off') throw failure(':system permission denied')
    if (state === 'refused') throw failure('auth deny')
    if (state === 'busy' && isInUse) throw failure(':request audio focus fail')
    try {
      const stream = await openBrowserMicrophone()
      if (state === 'undecided') switches.set('microphone', 'granted')
      return stream
    } catch (error) {
      if (error instanceof Error && error.message === 'auth deny') switches.set('microphone', 'refused')
      throw error
    }
  }

  function authSetting(): Record<string, boolean> {
    const state = switches.get('microphone')
    if (state === 'undecided') return {}
    return { 'scope.record': state !== 'refused' }
  }
  /** Shows a settings sheet with a switch, or text instead of it. Resolves when the sheet is closed. */
  function showSwitch(title: string, note: string, row: HTMLElement): Promise<void> {
    return new Promise((resolve) => {
      const done = element('button', { class: 'cancel' }, '完成')
      const sheet = element(
        'div',
        { class: 'sheet settings', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
        element('h2', {}, title),
        element('p', {}, note),
        row,
        done,
      )
      const finish = (): void => {
        close()
        resolve()
      }
      done.onclick = finish
      const close = overlay.showDialog(sheet, finish, true)
    })
  }
  function microphoneRow(isOn: () => boolean, off: Conditions['microphone']): HTMLElement {
    const toggle = element('button', {
      role: 'switch',
      'aria-checked': String(isOn()),
      'aria-label': '麦克风',
    })
    toggle.onclick = () => {
      switches.set('microphone', isOn() ? off : 'granted')
      toggle.setAttribute('aria-checked', String(isOn()))
    }
    return element('div', { class: 'row' }, '麦克风', toggle)
  }
  async function showSettings(): Promise<object> {
    const isOn = (): boolean => authSetting()['scope.record'] === true
    // as in WeChat: permissions never requested are not listed
    const isListed = authSetting()['scope.record'] !== undefined
    const row = isListed ? microphoneRow(isOn, 'refused') : element('p', {}, '小程序尚未请求任何权限')
    await showSwitch('设置', '允许小程序使用', row)
    return { authSetting: authSetting() }
  }
  /** The phone's settings; meanwhile the mini program is in the background. */
  async function showPhoneSettings(): Promise<void> {
    setAppHidden(true)
    const isOn = (): boolean => switches.get('microphone') !== 'system-off'
    await showSwitch('系统设置', '允许微信使用', microphoneRow(isOn, 'system-off'))
    setAppHidden(false)
  }

  const api = toApis({
    getSetting: () => ({ authSetting: authSetting() }),
    openSetting: showSettings,
    openAppAuthorizeSetting() {
      // succeeds when the settings open, not on return
      void showPhoneSettings()
    },
    async authorize({ scope }: { scope: string }) {
      if (scope !== 'scope.record') throw failure(`not in the simulator: ${scope}`)
      closeMicrophone(await openMicrophone(false))
    },
    getPrivacySetting: () => ({
      needAuthorization: ['ask', 'refused'].includes(switches.get('privacy')),
      privacyContractName: '《隐私保护指引》',
    }),
    async openPrivacyContract() {
      // the operator writes the text in the admin console and WeChat serves it: it is not available here
      const content = '正文由运营者在微信公众平台填写，由微信显示；模拟器里没有。'
      await ask({ title: '隐私保护指引', content, showCancel: false })
    },
  })
  return { openMicrophone, requirePrivacy, api }
}
