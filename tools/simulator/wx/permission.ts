// A request for the microphone → privacy guide, system setting, scope.record and the browser's prompt → a stream or WeChat's error.
import { failure, toApis } from './callbacks'
import type { Feedback } from './feedback'
import { closeMicrophone, openMicrophone as openBrowserMicrophone } from './microphone'
import { element } from './overlay'
import type { Switches } from './switches'

/** After a refusal WeChat does not ask again for this long (reported). */
const privacyGapMs = 10_000

/** How a privacy interface fails when the student has refused, or the operator has not named it in the privacy guide. */
export const privacyFailures = {
  refused: () => failure('privacy permission is not authorized', { errno: 104 }),
  undeclared: () => failure('api scope is not declared in the privacy agreement', { errno: 112 }),
}

export type Permission = ReturnType<typeof createPermission>

/** @param setAppHidden sends the mini program to the background, or brings it back */
export function createPermission(
  switches: Switches,
  { ask, showSheet }: Pick<Feedback, 'ask' | 'showSheet'>,
  setAppHidden: (isHidden: boolean) => void,
) {
  let refusedAtMs = -Infinity

  /** As before each use of a privacy interface. @throws Failure with errno 104 or 112 */
  async function requirePrivacy(): Promise<void> {
    const state = switches.get('privacy')
    if (state === 'agreed') return
    if (state !== 'ask') throw privacyFailures[state]()
    if (performance.now() - refusedAtMs < privacyGapMs) throw privacyFailures.refused()
    const content = '在你使用服务之前，请仔细阅读隐私保护指引。如你同意，请点击“同意”开始使用。'
    const texts = { title: '用户隐私保护提示', content, confirmText: '同意', cancelText: '拒绝' }
    if ((await ask(texts)).confirm) return switches.set('privacy', 'agreed')
    refusedAtMs = performance.now()
    throw privacyFailures.refused()
  }

  /**
   * Asks for every permission not yet decided. The caller closes the stream.
   * @param isInUse false if only the permission is wanted, which can be had even during a call
   * @throws Failure with WeChat's message: errno 104, 112, `auth deny`, `:system permission denied`, `:start record fail`
   */
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
  /** A settings sheet with the microphone's switch, which is off in the state `off`. Resolves when the sheet is closed. */
  function showSettings(title: string, note: string, off: 'refused' | 'system-off'): Promise<void> {
    const toggle = element('button', { role: 'switch', 'aria-label': '麦克风' })
    const isOn = (): boolean => switches.get('microphone') !== off
    const paint = (): void => toggle.setAttribute('aria-checked', String(isOn()))
    toggle.onclick = () => {
      switches.set('microphone', isOn() ? off : 'granted')
      paint()
    }
    paint()
    // as in WeChat: permissions never requested are not listed
    const isListed = off === 'system-off' || switches.get('microphone') !== 'undecided'
    const row = isListed
      ? element('div', { class: 'row' }, '麦克风', toggle)
      : element('p', {}, '小程序尚未请求任何权限')
    const heading = [element('h2', {}, title), element('p', {}, note)]
    const sheet = element('div', { class: 'settings' }, ...heading, row)
    return new Promise((resolve) => showSheet(title, [sheet], '完成', resolve))
  }
  /** The phone's settings; meanwhile the mini program is in the background. */
  async function showPhoneSettings(): Promise<void> {
    setAppHidden(true)
    await showSettings('系统设置', '允许微信使用', 'system-off')
    setAppHidden(false)
  }

  const api = toApis({
    getSetting: () => ({ authSetting: authSetting() }),
    async openSetting() {
      await showSettings('设置', '允许小程序使用', 'refused')
      return { authSetting: authSetting() }
    },
    // succeeds when the settings open, not on return
    openAppAuthorizeSetting: () => void showPhoneSettings(),
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
