// The protocol's domain Tool: what WeChat's developer tools do outside of the mini program.
import type { Methods } from './link'

interface Outside {
  wx: Record<string, unknown>
  /** The phone's screen, with its bars and dialogs. */
  screen: HTMLElement
  /** A page's place in the tab bar. */
  tabOf(path: string): number
}

export function toolMethods({ wx, screen, tabOf }: Outside): Methods {
  const click = (selector: string, index = 0): void => {
    const button = [...screen.querySelectorAll<HTMLElement>(selector)].at(index)
    if (!button || button.hidden) throw new Error(`there is no such button on the phone: ${selector}`)
    button.click()
  }
  const confirm = () => click('.modal .buttons button.primary')
  const cancel = () => click('.modal .buttons button:not(.primary)')
  const native: Record<string, (data: never) => void> = {
    navigateLeft: () => click('.phone-back'),
    switchTab: ({ url }: { url: string }) => click('.phone-tabs button', tabOf(url.replace(/^\//, ''))),
    confirmModal: confirm,
    cancelModal: cancel,
    // WeChat's own questions are dialogs like any other; the browser's are out of reach
    authorizeAllow: confirm,
    authorizeCancel: cancel,
  }
  return {
    'Tool.getInfo': () => ({
      SDKVersion: (wx['getAppBaseInfo'] as () => { SDKVersion: string })().SDKVersion,
    }),
    'Tool.native'({ method, data }: { method: string; data?: unknown }) {
      if (!Object.hasOwn(native, method)) throw new Error(`not in the simulator: native().${method}`)
      native[method]?.(data as never)
    },
  }
}
