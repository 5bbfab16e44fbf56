// The protocol's domains App and Tool: the page stack, wx and its mocks, code in the mini program's scope.
import type { Handles } from './handles'
import type { Methods, Params, Running } from './methods'
import { mock, type Api } from './mock'
import { tellConsole } from './reports'

export function appMethods({ wx, evaluate, stack, tell }: Running, handles: Handles): Methods {
  const origins = new Map<string, unknown>()

  const toFunction = (declaration = ''): Api => {
    const value = evaluate(declaration)
    if (typeof value !== 'function') throw new Error(`not a function: ${declaration}`)
    return value as Api
  }
  function apiOf({ method, pluginId }: Params): unknown {
    if (pluginId !== undefined) throw new Error('not in the simulator: plugins')
    return method in wx ? wx[method] : undefined
  }
  return {
    'Tool.getInfo': () => (wx['getAppBaseInfo'] as Api)(),
    'App.getPageStack': () => ({ pageStack: stack.all().map(handles.describePage) }),
    'App.getCurrentPage': () => handles.describePage(handles.current()),
    async 'App.callFunction'({ functionDeclaration, args = [] }) {
      return { result: await toFunction(functionDeclaration)(...args) }
    },
    async 'App.callWxMethod'(params) {
      const { method, args = [] } = params
      const api = apiOf(params)
      if (typeof api !== 'function') throw new Error(`not in the simulator: wx.${method}`)
      // these return a task, all others their result or a promise
      if (!/^(request|\w+loadFile)$/.test(method)) return { result: await (api as Api)(...args) }
      const answered = new Promise((success, fail) => (api as Api)({ ...(args[0] as object), success, fail }))
      return { result: await answered }
    },
    'App.mockWxMethod'(params) {
      const { method, functionDeclaration, args = [] } = params
      const current = apiOf(params)
      if (!origins.has(method)) origins.set(method, current)
      const origin = origins.get(method)
      if (functionDeclaration !== undefined) {
        const respond = toFunction(functionDeclaration)
        wx[method] = mock(method, (given) => respond.apply({ origin }, [...given, ...args]))
      } else if ('result' in params) wx[method] = mock(method, () => params.result)
      else if (origin === undefined) delete wx[method]
      else wx[method] = origin
    },
    'App.enableLog': () => tellConsole(tell),
    'App.exit': () => globalThis.__simulator?.hideApp(),
  }
}
