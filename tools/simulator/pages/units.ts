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
    const { usingComponents = {}, componentPlaceholder = {} } =
      program.pages[unit] ?? program.components[unit] ?? ({} as Partial<ComponentConfig>)
    const used = Object.entries(usingComponents).filter(([tag]) => !(isLazy && tag in componentPlaceholder))
    for (const [, path] of used) visit(path.replace(/^\//, ''))
  }
  visit(page)
  return [...units].reverse()
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/ability/lazyload.html */
export function isCodeLazy({ app }: Program): boolean {
  return app.lazyCodeLoading === 'requiredComponents'
}
