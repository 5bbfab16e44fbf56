// The browser's colour scheme or the `theme` parameter → the mini program's theme.
import type { SimulatorHost, Theme } from '../host'

export type ThemeChoice = 'system' | Theme

export type ChosenTheme = SimulatorHost['theme'] & { choose(choice: ThemeChoice): void }

/** Without `darkmode: true` in app.json the theme is always light, as in WeChat. */
export function createTheme(darkmode: boolean, parameter: string | null): ChosenTheme {
  const listeners = new Set<(theme: Theme) => void>()
  const query = matchMedia('(prefers-color-scheme: dark)')
  let choice: ThemeChoice = parameter === 'light' || parameter === 'dark' ? parameter : 'system'
  const current = (): Theme => {
    if (!darkmode) return 'light'
    if (choice !== 'system') return choice
    return query.matches ? 'dark' : 'light'
  }
  let last = current()
  function update(): void {
    const theme = current()
    if (theme === last) return
    last = theme
    for (const listener of listeners) listener(theme)
  }
  query.addEventListener('change', update)
  return {
    current,
    choose(chosen) {
      choice = chosen
      update()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
