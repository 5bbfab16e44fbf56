// app.json's subpackages, and the phone's conditions → which files have to be fetched before they can be required.
import type { AppConfig } from '../program'
import type { Switches } from '../wx/switches'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html */
export interface Packages {
  /** The subpackage that `path` is in and `user` is not; undefined if `user` may require it at once. */
  apart(path: string, user: string): string | undefined
  /** Resolves when the subpackage is on the phone, where it stays. */
  fetch(root: string): Promise<void>
}

/** Opening a subpackage's page does not wait for it: only code that is required from another package does. */
export function createPackages(
  { subPackages = [] }: Pick<AppConfig, 'subPackages'>,
  conditions: Pick<Switches, 'get' | 'onChange'>,
): Packages {
  const roots = subPackages.map(({ root }) => root.replace(/^\/|\/$/g, ''))
  const fetched = new Set<string>()
  const rootOf = (path: string): string | undefined => roots.find((root) => path.startsWith(`${root}/`))

  async function arrival(): Promise<void> {
    while (conditions.get('packages') === 'waiting') await new Promise<unknown>(conditions.onChange)
  }

  return {
    apart(path, user) {
      const root = rootOf(path)
      return root === rootOf(user) ? undefined : root
    },
    async fetch(root) {
      if (fetched.has(root)) return
      await arrival()
      if (conditions.get('packages') === 'failing' || conditions.get('network') === 'offline')
        throw new Error(`package ${root} cannot be fetched`)
      fetched.add(root)
    },
  }
}
