// A view and the one before it → a patch for setData, by data paths.

/** Data paths and values, as setData takes them; never `undefined`. */
export type Patch = Record<string, unknown>

/**
 * Turns `before` into `after`; top-level fields that `after` lacks are left alone. Paths lead to the changed parts, so
 * the rows of a wx:for keep their identity. A whole value is sent if that is shorter than its parts, or if a list or
 * record loses an entry, which no path can express.
 */
export function patchOf(before: object, after: object): Patch {
  return partsOf(before, after, (key) => key)
}

/** Shows views one after another, each as one patch; none if nothing has changed. */
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
  if (!isObject(before) || !isObject(after) || losesParts(before, after)) return whole
  const parts = partsOf(before, after, (key) => (Array.isArray(after) ? `${path}[${key}]` : `${path}.${key}`))
  const isShorter = JSON.stringify(parts).length < JSON.stringify(whole).length
  return isShorter ? parts : whole
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** `after` lacks an entry of `before`, or only one of them is an array. */
function losesParts(before: object, after: object): boolean {
  const has: Patch = { ...after }
  return (
    Array.isArray(before) !== Array.isArray(after) ||
    Object.keys(before).some((key) => has[key] === undefined)
  )
}
