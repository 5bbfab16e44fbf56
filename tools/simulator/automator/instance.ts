// What a driver may do with a page or component instance: read its data, set it, call a method.
export type Instance = Record<string, unknown>

export interface MethodParams {
  method: string
  args: unknown[]
}

/** `path` as in setData: `list[0].name`. */
export function readData(instance: Instance, path = ''): unknown {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '')
  return names.reduce<unknown>(
    (value, name) => (value as Instance | undefined | null)?.[name],
    instance['data'],
  )
}

/** Resolves when the view shows it. */
export function setData(instance: Instance, data: object): Promise<void> {
  return new Promise((resolve) => {
    ;(instance['setData'] as (data: object, done: () => void) => void)(data, resolve)
  })
}

export function callMethod(instance: Instance, { method, args }: MethodParams): unknown {
  const found = instance[method]
  if (typeof found !== 'function') throw new Error(`no such method: ${method}`)
  return (found as (...args: unknown[]) => unknown).apply(instance, args)
}
