// The protocol's domain App: the page stack, wx and its mocks, code in the mini program's scope.
import type { PageStack } from '../pages/page-stack'
import type { Handles } from './handles'
import type { Methods, Tell } from './link'
import { mock, type Api } from './mock'
import { tellConsole, toJson } from './reports'

export interface Inside {
  wx: Record<string, unknown>
  /** The value of an expression in the scope of the mini program's own code. */
  evaluate(expression: string): unknown
}

interface WxCall {
  method: string
  args?: unknown[]
  pluginId?: string
  result?: unknown
  functionDeclaration?: string
}

export function appMethods(
  { wx, evaluate }: Inside,
  stack: PageStack,
  handles: Handles,
  tell: Tell,
): Methods {
  const origins = new Map<string, unknown>()
  const bindings = new Set<string>()
  let isTellingConsole = false

  const toFunction = (declaration: string): Api => {
    const value = evaluate(declaration)
    if (typeof value !== 'function') throw new Error(`not a function: ${declaration}`)
    return value as Api
  }
  /** In whichever of its conventions it needs no callbacks from the driver. */
  function call(method: string, args: unknown[]): unknown {
    const api = wx[method]
    if (typeof api !== 'function') throw new Error(`not in the simulator: wx.${method}`)
    if (!/^(request|\w+loadFile)$/.test(method)) return (api as Api)(...args)
    // these return a task instead of a promise
    return new Promise((success, fail) => (api as Api)({ ...(args[0] as object), success, fail }))
  }
  return {
    'App.getPageStack': () => ({ pageStack: stack.all().map(handles.describePage) }),
    'App.getCurrentPage': () => handles.describePage(handles.current()),
    async 'App.callFunction'({
      functionDeclaration,
      args,
    }: {
      functionDeclaration: string
      args: unknown[]
    }) {
      return { result: await toFunction(functionDeclaration)(...args) }
    },
    async 'App.callWxMethod'({ method, args = [], pluginId }: WxCall) {
      refusePlugin(pluginId)
      return { result: await call(method, args) }
    },
    'App.mockWxMethod'(params: WxCall) {
      const { method, functionDeclaration, args = [], pluginId } = params
      refusePlugin(pluginId)
      if (!origins.has(method)) origins.set(method, method in wx ? wx[method] : undefined)
      const origin = origins.get(method)
      if (functionDeclaration !== undefined) {
        const respond = toFunction(functionDeclaration)
        wx[method] = mock(method, (given) => respond.apply({ origin }, [...given, ...args]))
      } else if ('result' in params) wx[method] = mock(method, () => params.result)
      else if (origin === undefined) delete wx[method]
      else wx[method] = origin
    },
    'App.enableLog'() {
      if (!isTellingConsole) tellConsole(tell)
      isTellingConsole = true
    },
    'App.addBinding'({ name }: { name: string }) {
      if (name in window && !bindings.has(name)) throw new Error(`${name} is already a global of the browser`)
      bindings.add(name)
      const binding = (...args: unknown[]) => tell('App.bindingCalled', { name, args: args.map(toJson) })
      Object.assign(window, { [name]: binding })
    },
    'App.exit': () => globalThis.__simulator?.hideApp(),
  }
}

function refusePlugin(pluginId: string | undefined): void {
  if (pluginId !== undefined) throw new Error('not in the simulator: plugins')
}
