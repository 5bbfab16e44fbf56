// The protocol's domain App: the page stack, wx and its mocks, code in the mini program's scope.
import type { Handles } from './handles'
import type { Methods, Running } from './methods'
import { mock, type Api } from './mock'
import { tellConsole, toJson } from './reports'

export function appMethods({ wx, evaluate, stack, tell }: Running, handles: Handles): Methods {
  const origins = new Map<string, unknown>()
  let isTellingConsole = false

  const toFunction = (declaration = ''): Api => {
    const value = evaluate(declaration)
    if (typeof value !== 'function') throw new Error(`not a function: ${declaration}`)
    return value as Api
  }
  function apiOf(name: string, pluginId: string | undefined): unknown {
    if (pluginId !== undefined) throw new Error('not in the simulator: plugins')
    return name in wx ? wx[name] : undefined
  }
  return {
    'App.getPageStack': () => ({ pageStack: stack.all().map(handles.describePage) }),
    'App.getCurrentPage': () => handles.describePage(handles.current()),
    async 'App.callFunction'({ functionDeclaration, args = [] }) {
      return { result: await toFunction(functionDeclaration)(...args) }
    },
    async 'App.callWxMethod'({ method, args = [], pluginId }) {
      const api = apiOf(method, pluginId)
      if (typeof api !== 'function') throw new Error(`not in the simulator: wx.${method}`)
      // these return a task, all others their result or a promise
      if (!/^(request|\w+loadFile)$/.test(method)) return { result: await (api as Api)(...args) }
      const answered = new Promise((success, fail) => (api as Api)({ ...(args[0] as object), success, fail }))
      return { result: await answered }
    },
    'App.mockWxMethod'(params) {
      const { method, functionDeclaration, args = [], pluginId } = params
      const current = apiOf(method, pluginId)
      if (!origins.has(method)) origins.set(method, current)
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
    'App.addBinding'({ name }) {
      if (name in window) throw new Error(`there is already a global ${name}`)
      const binding = (...args: unknown[]) => tell('App.bindingCalled', { name, args: args.map(toJson) })
      Object.assign(window, { [name]: binding })
    },
    'App.exit': () => globalThis.__simulator?.hideApp(),
  }
}
