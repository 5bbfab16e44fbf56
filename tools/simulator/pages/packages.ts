// app.json's subpackages, and the phone's conditions → which code has to be fetched before it can run.
import type { AppConfig } from '../program'
import type { Switches } from '../wx/switches'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html */
export type Packages = ReturnType<typeof createPackages>

const trimmed = (root: string) => root.replace(/^\/|\/$/g, '')

export function createPackages({ subPackages = [], preloadRule = {} }: AppConfig, conditions: Switches) {
  const roots = subPackages.map(({ root }) => trimmed(root))
  const fetched = new Set<string>()
  const rootOf = (path: string): string | undefined => roots.find((root) => path.startsWith(`${root}/`))

  /** Resolves when the subpackage is on the phone, where it stays. */
  async function fetch(root: string): Promise<void> {
    if (fetched.has(root)) return
    while (conditions.get('packages') === 'waiting') await new Promise<unknown>(conditions.onChange)
    if (conditions.get('packages') === 'failing' || conditions.get('network') === 'offline')
      throw new Error(`package ${root} cannot be fetched`)
    fetched.add(root)
  }

  return {
    fetch,
    /** The subpackage that `path` is in and `user` is not; undefined if `user` may require it at once. */
    apart(path: string, user: string) {
      const root = rootOf(path)
      return root === rootOf(user) ? undefined : root
    },
    /** Resolves when the page can be opened; undefined if it can be now. */
    coming(page: string) {
      const root = rootOf(page)
      return root === undefined || fetched.has(root) ? undefined : fetch(root)
    },
    /** Fetches what app.json's `preloadRule` wants once the page is open. */
    preloadFor(page: string) {
      for (const root of preloadRule[page]?.packages ?? []) fetch(trimmed(root)).catch(() => undefined)
    },
  }
}
