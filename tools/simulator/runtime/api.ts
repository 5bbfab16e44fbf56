// Stage: a function that does the work → an API with WeChat's calling convention; and all of them → `wx`.
import { BUILT_INS } from '../program'
import { callAsync } from '../wx/callbacks'
import type { CallOptions } from '../wx/callbacks'
import type { ApiOptions, HostApi } from './host'

/**
 * `work` returns extra fields of the result, or throws: its message becomes `name:fail message`. It runs after the caller
 * has gone on, so that a page may navigate while it is being shown.
 */
export function toApi(name: string, work: (options: ApiOptions) => object | void): HostApi {
  return (options = {}) => callAsync(name, options as CallOptions, () => work(options) ?? {})
}

/** An API that is not in `apis` throws when it is read: a mini program must never take its absence for success. */
export function createWxObject(apis: Record<string, unknown>): Record<string, unknown> {
  const canIUse = (schema: string) => {
    const name = schema.split('.')[0] ?? ''
    return name in apis || (BUILT_INS as readonly string[]).includes(name)
  }
  return new Proxy<Record<string, unknown>>(
    { ...apis, canIUse },
    {
      get(target, name) {
        if (typeof name === 'symbol' || name in target) return target[name as string]
        throw new Error(`not in the simulator: wx.${name}`)
      },
    },
  )
}
