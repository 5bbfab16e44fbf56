// All APIs together → `wx`.
import { BUILT_INS } from '../program'

/** Reading an API that is not in `apis` throws: a mini program must never mistake a missing API for success. */
export function createWxObject(apis: Record<string, unknown>): Record<string, unknown> {
  /** Knows APIs and components by name; for anything of theirs it says so and answers as a phone without it would. */
  const canIUse = (schema: string) => {
    if (schema.includes('.')) console.error(`not in the simulator: wx.canIUse('${schema}')`)
    return schema in apis || (BUILT_INS as readonly string[]).includes(schema)
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
