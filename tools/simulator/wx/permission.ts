// A request for the microphone → privacy guide, system setting, scope.record and the browser's prompt → a stream or WeChat's error.
import { callAsync, failure } from './callbacks'
import type { CallOptions } from './callbacks'
import type { ModalOptions, ModalResult } from './feedback'
import { closeMicrophone, openMicrophone as openBrowserMicrophone } from './microphone'
import { element } from './overlay'
import type { Overlay } from './overlay'
import type { Conditions, Switches } from './switches'

export interface Permission {
  /**
   * Asks for every permission not yet decided. The caller closes the stream.
   * @param referrer the API that needs it, as passed to onNeedPrivacyAuthorization
   * @throws Failure with WeChat's message: errno 104, 112, `auth deny`, `:system permission denied`, `:start record fail`
   */
  openMicrophone(referrer: string): Promise<MediaStream>
  api: Record<string, unknown>
}

type PrivacyEvent = 'agree' | 'disagree' | 'exposureAuthorization'
type PrivacyListener = (
  resolve: (answer: { event: PrivacyEvent }) => void,
  info: { referrer: string },
) => void

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
  let privacyListener: PrivacyListener | undefined
  let refusedAtMs = -Infinity

  const privacyRefused = () => failure('privacy permission is not authorized', { errno: 104 })

  function askPrivacy(referrer: string): Promise<boolean> {
    const listener = privacyListener
    if (listener === undefined) {
      const content = '在你使用服务之前，请仔细阅读隐私保护指引。如你同意，请点击“同意”开始使用。'
      const texts = { title: '用户隐私保护提示', content, confirmText: '同意', cancelText: '拒绝' }
      return ask(texts).then(({ confirm }) => confirm)
    }
    return new Promise((resolve) => {
      const answer = ({ event }: { event: PrivacyEvent }): void => {
        if (event !== 'exposureAuthorization') resolve(event === 'agree')
      }
      listener(answer, { referrer })
    })
  }
  async function requirePrivacy(referrer: string): Promise<void> {
    const state = switches.get('privacy')
    if (state === 'agreed') return
    if (state === 'undeclared') {
      throw failure('api scope is not declared in the privacy agreement', { errno: 112 })
    }
    if (state === 'refused' || performance.now() - refusedAtMs < privacyGapMs) throw privacyRefused()
    if (await askPrivacy(referrer)) return switches.set('privacy', 'agreed')
    refusedAtMs = performance.now()
    throw privacyRefused()
  }

  async function openMicrophone(referrer: string): Promise<MediaStream> {
    await requirePrivacy(referrer)
    const state = switches.get('microphone')
    if (state === 'system-off') throw failure(':system permission denied')
    if (state === 'refused') throw failure('auth deny')
    // authorize only asks for the permission, which works even during a call
    if (state === 'busy' && referrer !== 'authorize') throw failure(':request audio focus fail')
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

  const api = {
    getSetting: (options?: CallOptions) =>
      callAsync('getSetting', options, () => ({ authSetting: authSetting() })),
    openSetting: (options?: CallOptions) => callAsync('openSetting', options, showSettings),
    openAppAuthorizeSetting: (options?: CallOptions) =>
      callAsync('openAppAuthorizeSetting', options, () => {
        // succeeds when the settings open, not on return
        void showPhoneSettings()
        return {}
      }),
    authorize: (options: CallOptions & { scope: string }) =>
      callAsync('authorize', options, async () => {
        if (options.scope !== 'scope.record') throw failure(`${options.scope} is not in the simulator`)
        closeMicrophone(await openMicrophone('authorize'))
        return {}
      }),
    getPrivacySetting: (options?: CallOptions) =>
      callAsync('getPrivacySetting', options, () => ({
        needAuthorization: ['ask', 'refused'].includes(switches.get('privacy')),
        privacyContractName: '《隐私保护指引》',
      })),
    requirePrivacyAuthorize: (options?: CallOptions) =>
      callAsync('requirePrivacyAuthorize', options, async () => {
        await requirePrivacy('requirePrivacyAuthorize')
        return {}
      }),
    onNeedPrivacyAuthorization(listener: PrivacyListener) {
      privacyListener = listener
    },
    openPrivacyContract: (options?: CallOptions) =>
      callAsync('openPrivacyContract', options, async () => {
        // the operator writes the text in the admin console and WeChat serves it: it is not available here
        const content = '正文由运营者在微信公众平台填写，由微信显示；模拟器里没有。'
        await ask({ title: '隐私保护指引', content, showCancel: false })
        return {}
      }),
  }
  return { openMicrophone, api }
}
