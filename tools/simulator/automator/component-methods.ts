// What the protocol's domains Page and Element have in common: a template's elements, and the data and methods of an instance.
import type { Handles } from './handles'
import type { Methods, Params } from './methods'
import { isCustom, select, tagOf, type EaselElement } from './selector'

type Instance = Record<string, unknown>

export function componentMethods(domain: 'Page' | 'Element', handles: Handles): Methods {
  const scopeOf = (params: Params): EaselElement =>
    domain === 'Page' ? handles.page(params)._$ : handles.element(params)
  const instanceOf = (params: Params): Instance => {
    const scope = scopeOf(params)
    if (isCustom(scope)) return scope.getMethodCaller() as Instance
    throw new Error(`<${tagOf(scope)}> is not a component of the mini program`)
  }
  const find = (params: Params) => select(scopeOf(params), params.selector)
  return {
    [`${domain}.getElement`](params) {
      const [first] = find(params)
      if (!first) throw new Error(`no such element: ${params.selector}`)
      return handles.describeElement(first)
    },
    [`${domain}.getElements`]: (params) => ({ elements: find(params).map(handles.describeElement) }),
    /** `path` as in setData: `list[0].name`. */
    [`${domain}.getData`](params) {
      const names = params.path?.split(/[.[\]]+/).filter((name) => name !== '') ?? []
      const { data } = instanceOf(params)
      return { data: names.reduce((value, name) => (value as Instance | null | undefined)?.[name], data) }
    },
    /** Resolves when the view shows it. */
    [`${domain}.setData`]: (params) =>
      new Promise<void>((resolve) => {
        ;(instanceOf(params)['setData'] as (data: object, done: () => void) => void)(params.data, resolve)
      }),
    async [`${domain}.callMethod`](params) {
      const instance = instanceOf(params)
      const method = instance[params.method]
      if (typeof method !== 'function') throw new Error(`no such method: ${params.method}`)
      return { result: (await method.apply(instance, params.args)) as unknown }
    },
  }
}
