// What the protocol's domains Page and Element have in common: a template's elements, and the data and methods of an instance.
import type { Handles, Ids } from './handles'
import type { Methods } from './link'
import { isCustom, select, tagOf, type EaselElement } from './selector'

type Instance = Record<string, unknown>
type Selector = Ids & { selector: string }

export function componentMethods(
  domain: 'Page' | 'Element',
  { page, element, describeElement }: Handles,
): Methods {
  const scopeOf = (params: Ids): EaselElement => (domain === 'Page' ? page(params)._$ : element(params))
  const instanceOf = (params: Ids): Instance => {
    const scope = scopeOf(params)
    if (isCustom(scope)) return scope.getMethodCaller() as Instance
    throw new Error(`<${tagOf(scope)}> is not a component of the mini program`)
  }
  const find = (params: Selector) => select(scopeOf(params), params.selector)
  return {
    [`${domain}.getElement`](params: Selector) {
      const [first] = find(params)
      if (!first) throw new Error(`no such element: ${params.selector}`)
      return describeElement(first)
    },
    [`${domain}.getElements`]: (params: Selector) => ({ elements: find(params).map(describeElement) }),
    /** `path` as in setData: `list[0].name`. */
    [`${domain}.getData`](params: Ids & { path?: string }) {
      const names = (params.path ?? '').split(/[.[\]]+/).filter((name) => name !== '')
      const data = instanceOf(params)['data']
      return { data: names.reduce((value, name) => (value as Instance | null | undefined)?.[name], data) }
    },
    /** Resolves when the view shows it. */
    [`${domain}.setData`]: (params: Ids & { data: object }) =>
      new Promise<void>((resolve) => {
        ;(instanceOf(params)['setData'] as (data: object, done: () => void) => void)(params.data, resolve)
      }),
    async [`${domain}.callMethod`](params: Ids & { method: string; args: unknown[] }) {
      const instance = instanceOf(params)
      const method = instance[params.method]
      if (typeof method !== 'function') throw new Error(`no such method: ${params.method}`)
      return { result: (await method.apply(instance, params.args)) as unknown }
    },
  }
}
