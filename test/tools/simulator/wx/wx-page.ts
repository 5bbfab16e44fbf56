// The page of the wx tests in the browser: the wx APIs on a bare phone, without the engine.
import type { LaunchOptions, SimulatorHost, Theme } from '../../../../tools/simulator/host'
import { createListeners } from '../../../../tools/simulator/wx/listeners'
import { createSwitches } from '../../../../tools/simulator/wx/switches'
import { blobUrl, createWx, ready } from '../../../../tools/simulator/wx/index'

const search = new URLSearchParams(location.search)
const shown = createListeners<LaunchOptions>()
const hidden = createListeners<void>()
const themes = createListeners<Theme>()
const launch = { path: 'pages/page/page', query: {}, scene: 1001, referrerInfo: {} }
const theme: Theme = search.get('theme') === 'dark' ? 'dark' : 'light'
const rect = { left: 0, top: 0, right: 375, bottom: 667, width: 375, height: 667 }

const phone = document.createElement('div')
phone.style.cssText = `position: relative; width: 375px; height: 667px; background: ${theme === 'dark' ? '#111112' : '#f3f3f1'}`
document.body.style.margin = '0'
document.body.append(phone)

const host = {
  root: phone,
  phone: () => ({
    widthPx: 375,
    heightPx: 667,
    windowWidthPx: 375,
    windowHeightPx: 603,
    statusBarHeightPx: 20,
    navigationBarHeightPx: 44,
    pixelRatio: 2,
    safeArea: rect,
  }),
  switches: createSwitches(search, localStorage),
  theme: { current: () => theme, onChange: themes.on },
  lifecycle: { onAppShow: shown.on, onAppHide: hidden.on },
  launch: { ...launch, search },
  storage: {},
  apiBase: location.origin,
} satisfies SimulatorHost

void ready().then(() => {
  const wx = createWx(host)
  Object.assign(globalThis, { wx, blobUrl, hideApp: () => hidden.emit(), showApp: () => shown.emit(launch) })
})
