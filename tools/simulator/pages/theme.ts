// The browser's colour scheme or the `theme` parameter → the mini program's theme, and theme.json's values in it.
import type { Theme } from '../host'
import type { Program } from '../program'
import { createListeners } from '../wx/listeners'

export type ChosenTheme = ReturnType<typeof createTheme>

/** Without `darkmode: true` in app.json the theme is always light, as in WeChat. */
export function createTheme({ app, theme: values }: Program, parameter: string | null) {
  const changes = createListeners<Theme>()
  const query = matchMedia('(prefers-color-scheme: dark)')
  let choice = parameter
  const current = (): Theme => {
    if (app.darkmode !== true) return 'light'
    if (choice === 'light' || choice === 'dark') return choice
    return query.matches ? 'dark' : 'light'
  }
  let last = current()
  function update(): void {
    const theme = current()
    if (theme === last) return
    last = theme
    changes.emit(theme)
  }
  query.addEventListener('change', update)
  return {
    current,
    onChange: changes.on,
    /** `light` or `dark`; anything else follows the browser. */
    choose(chosen: string) {
      choice = chosen
      update()
    },
    /** The value of `@name` in app.json or a page's JSON; others are their own. */
    resolve: (value: string | undefined) =>
      value?.startsWith('@') ? values[current()]?.[value.slice(1)] : value,
  }
}
