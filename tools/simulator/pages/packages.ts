// app.json's subpackages, and the phone's conditions → which code has to be fetched before it can run.
import type { AppConfig } from '../program'
import type { Switches } from '../wx/switches'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html */
export interface Packages {
  /** The subpackage that `path` is in and `user` is not; undefined if `user` may require it at once. */
  apart(path: string, user: string): string | undefined
  /** Resolves when the subpackage is on the phone, where it stays. */
  fetch(root: string): Promise<void>
  /** Resolves when the page can be opened; undefined if it can be now. */
  coming(page: string): Promise<void> | undefined
  /** Fetches what app.json's `preloadRule` wants once the page is open. */
  preloadFor(page: string): void
}

const trimmed = (root: string) => root.replace(/^\/|\/$/g, '')

export function createPackages(
  { subPackages = [], preloadRule = {} }: Pick<AppConfig, 'subPackages' | 'preloadRule'>,
  conditions: Pick<Switches, 'get' | 'onChange'>,
): Packages {
  const roots = subPackages.map(({ root }) => trimmed(root))
  const fetched = new Set<string>()
  const rootOf = (path: string): string | undefined => roots.find((root) => path.startsWith(`${root}/`))

  async function fetch(root: string): Promise<void> {
    if (fetched.has(root)) return
    while (conditions.get('packages') === 'waiting') await new Promise<unknown>(conditions.onChange)
    if (conditions.get('packages') === 'failing' || conditions.get('network') === 'offline')
      throw new Error(`package ${root} cannot be fetched`)
    fetched.add(root)
  }

  return {
    apart(path, user) {
      const root = rootOf(path)
      return root === rootOf(user) ? undefined : root
    },
    fetch,
    coming(page) {
      const root = rootOf(page)
      return root === undefined || fetched.has(root) ? undefined : fetch(root)
    },
    preloadFor(page) {
      for (const root of preloadRule[page]?.packages ?? []) fetch(trimmed(root)).catch(() => undefined)
    },
  }
}
