// All APIs together → `wx`.
import { BUILT_INS } from '../program'

/** The members of wx that the program has read and the simulator lacks, as `wx.x`. */
const missed = new Set<string>()

/** Programs read an API to learn whether the phone has it: a missing one is undefined, and said once. */
export function namingMissing(apis: Record<string, unknown>, path: string): Record<string, unknown> {
  return new Proxy(apis, {
    get(target, name) {
      const missing = `${path}.${String(name)}`
      // JSON.stringify and await read the two of any object
      const isForeign = typeof name === 'symbol' || name === 'toJSON' || name === 'then'
      if (!isForeign && !(name in target) && !missed.has(missing)) {
        missed.add(missing)
        console.warn(`not in the simulator: ${missing}`)
      }
      return target[name as string]
    },
  })
}

/** What a call of a missing API fails with, named as what it is; undefined for any other error. */
export function missingApi(error: unknown): string | undefined {
  const called = error instanceof TypeError && /([\w$]+) is not a function$/.exec(error.message)?.[1]
  const missing = [...missed].find((name) => name.endsWith(`.${called}`))
  return missing && `not in the simulator: ${missing}`
}

export function createWxObject(apis: Record<string, unknown>): Record<string, unknown> {
  /** Knows APIs and components by name; for anything of theirs it says so and answers as a phone without it would. */
  const canIUse = (schema: string) => {
    if (schema.includes('.')) console.error(`not in the simulator: wx.canIUse('${schema}')`)
    return schema in apis || BUILT_INS.has(schema)
  }
  const cloud = namingMissing(apis['cloud'] as Record<string, unknown>, 'wx.cloud')
  const managers = Object.keys(apis).filter((name) => /^get\w+Manager$/.test(name))
  const naming = managers.map((name) => {
    const get = apis[name] as () => Record<string, unknown>
    let named: object | undefined
    return [name, () => (named ??= namingMissing(get(), `wx.${name}()`))] as const
  })
  return namingMissing({ ...apis, ...Object.fromEntries(naming), canIUse, cloud }, 'wx')
}
