// A page → the code that it needs: its own, its components', and theirs.
import type { ComponentConfig, Program } from '../program'

/**
 * The page (or component) and everything that it may use, each after its own components. Components with a placeholder are left
 * out when code is loaded lazily: they are requested on first render.
 */
export function unitsOf(page: string, program: Program): string[] {
  const isLazy = isCodeLazy(program)
  const units = new Set<string>()
  function visit(unit: string): void {
    if (units.has(unit)) return
    units.add(unit)
    const { usingComponents = {}, componentPlaceholder = {} }: Partial<ComponentConfig> =
      program.pages[unit] ?? program.components[unit] ?? {}
    for (const [tag, path] of Object.entries(usingComponents))
      if (!(isLazy && tag in componentPlaceholder)) visit(path.replace(/^\//, ''))
  }
  visit(page)
  return [...units].reverse()
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/ability/lazyload.html */
export function isCodeLazy({ app }: Program): boolean {
  return app.lazyCodeLoading === 'requiredComponents'
}
