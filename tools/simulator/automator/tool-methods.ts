// The protocol's domain Tool: what WeChat's developer tools know and do outside of the mini program.
import type { Methods, Running } from './methods'

export function toolMethods({ wx, screen, tabBar }: Running): Methods {
  const click = (selector: string, index = 0): void => {
    const button = [...screen.querySelectorAll<HTMLElement>(selector)].at(index)
    if (!button || button.hidden) throw new Error(`there is no such button on the phone: ${selector}`)
    button.click()
  }
  const confirm = () => click('.modal .buttons button.primary')
  const cancel = () => click('.modal .buttons button:not(.primary)')
  const native: Record<string, (data: { url: string }) => void> = {
    navigateLeft: () => click('.phone-back'),
    switchTab: ({ url }) => click('.phone-tabs button', tabBar.indexOf(url.replace(/^\//, ''))),
    confirmModal: confirm,
    cancelModal: cancel,
    // WeChat's own questions are dialogs like any other; the browser's are out of reach
    authorizeAllow: confirm,
    authorizeCancel: cancel,
  }
  return {
    'Tool.getInfo': () => (wx['getAppBaseInfo'] as () => object)(),
    'Tool.native'({ method, data }) {
      if (!Object.hasOwn(native, method)) throw new Error(`not in the simulator: native().${method}`)
      native[method]?.(data as { url: string })
    },
  }
}
