// Stage: the browser's colour scheme, or the `theme` parameter → the mini program's theme.
import type { SimulatorHost, Theme } from './host'

/** Without `darkmode: true` in app.json a mini program is always light, as in WeChat. */
export function createTheme(darkmode: boolean, parameter: string | null): SimulatorHost['theme'] {
  const listeners = new Set<(theme: Theme) => void>()
  const query = matchMedia('(prefers-color-scheme: dark)')
  const current = (): Theme => {
    if (!darkmode) return 'light'
    if (parameter === 'light' || parameter === 'dark') return parameter
    return query.matches ? 'dark' : 'light'
  }
  let last = current()
  query.addEventListener('change', () => {
    const theme = current()
    if (theme === last) return
    last = theme
    for (const listener of listeners) listener(theme)
  })
  return {
    current,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
