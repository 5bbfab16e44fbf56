// setData as WeChat does it: data paths, JSON copies, no `undefined` anywhere.

/** Changes `data` in place. Throws on `undefined` and on a path that would leave a hole in a list. */
export function applyPatch(data: Record<string, unknown>, patch: Record<string, unknown>): void {
  for (const [path, value] of Object.entries(patch)) {
    refuseUndefined(value, path)
    const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
    const last = keys.pop() ?? ''
    const owner = keys.reduce((from, key) => (from as Record<string, unknown>)[key], data as unknown)
    if (Array.isArray(owner) && Number(last) > owner.length) throw new Error(`hole before ${path}`)
    ;(owner as Record<string, unknown>)[last] = JSON.parse(JSON.stringify(value)) as unknown
  }
}

function refuseUndefined(value: unknown, path: string): void {
  if (value === undefined) throw new Error(`undefined at ${path}`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) refuseUndefined(inner, `${path}.${key}`)
}
