// A view and the one before it → what setData has to carry, by data paths.

/** Data paths and values, as setData takes them; never `undefined`. */
export type Patch = Record<string, unknown>

/**
 * What turns `before` into `after`; top-level fields that `after` lacks are left alone. A path leads to the part that has
 * changed, so a row of a wx:for stays the row it is. The whole is sent where its parts would take more, and where a list
 * or a record loses something: no path can do that.
 */
export function patchOf(before: object, after: object): Patch {
  return partsOf(before, after, (key) => key)
}

/** Shows one view after another: each as one patch, none where nothing has changed. */
export function diffing<View extends object>(show: (patch: Patch) => void): (view: View) => void {
  let shown: object = {}
  return (view) => {
    const patch = patchOf(shown, view)
    shown = view
    if (Object.keys(patch).length > 0) show(patch)
  }
}

function partsOf(before: object, after: object, pathTo: (key: string) => string): Patch {
  const old: Patch = { ...before }
  const patch: Patch = {}
  for (const [key, value] of Object.entries<unknown>({ ...after })) {
    Object.assign(patch, changeOf(old[key], value, pathTo(key)))
  }
  return patch
}

function changeOf(before: unknown, after: unknown, path: string): Patch {
  if (Object.is(before, after) || after === undefined) return {}
  const whole = { [path]: after }
  if (!isObject(before) || !isObject(after) || isLess(after, before)) return whole
  const parts = partsOf(before, after, (key) => (Array.isArray(after) ? `${path}[${key}]` : `${path}.${key}`))
  const isShorter = JSON.stringify(parts).length < JSON.stringify(whole).length
  return isShorter ? parts : whole
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** It lacks something that the other has, or is of another kind. */
function isLess(one: object, other: object): boolean {
  const has: Patch = { ...one }
  return (
    Array.isArray(one) !== Array.isArray(other) || Object.keys(other).some((key) => has[key] === undefined)
  )
}
