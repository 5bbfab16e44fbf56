// The protocol's domain App: the page stack, wx and its mocks, code in the mini program's scope, console and exceptions.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { PageStack } from '../pages/page-stack'
import { hasCallbacks, settle } from '../wx/callbacks'
import type { CallOptions } from '../wx/callbacks'
import type { Handles } from './handles'
import { messageOf, type Methods, type Tell } from './link'

export interface Inside {
  wx: Record<string, unknown>
  /** The value of an expression in the scope of the mini program's own code. */
  evaluate(expression: string): unknown
}

type Api = (...args: unknown[]) => unknown
interface MockParams {
  method: string
  result?: unknown
  functionDeclaration?: string
  args?: unknown[]
  pluginId?: string
}

export function appMethods(inside: Inside, stack: PageStack, handles: Handles, tell: Tell): Methods {
  const { wx } = inside
  const origins = new Map<string, unknown>()
  const bindings = new Set<string>()
  tellExceptions(tell)
  const tellLogs = once(() => tellConsole(tell))

  const toFunction = (declaration: string): Api => {
    const value = inside.evaluate(declaration)
    if (typeof value !== 'function') throw new Error(`not a function: ${declaration}`)
    return value as Api
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
    async 'App.callWxMethod'({
      method,
      args,
      pluginId,
    }: {
      method: string
      args: unknown[]
      pluginId?: string
    }) {
      refusePlugin(pluginId)
      const api = wx[method]
      if (typeof api !== 'function') throw new Error(`not in the simulator: wx.${method}`)
      return { result: await call(method, api as Api, args) }
    },
    'App.mockWxMethod'(params: MockParams) {
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
    'App.enableLog': tellLogs,
    'App.addBinding'({ name }: { name: string }) {
      if (name in window && !bindings.has(name)) throw new Error(`${name} is already a global of the browser`)
      bindings.add(name)
      Object.assign(window, {
        [name]: (...args: unknown[]) => tell('App.bindingCalled', { name, args: args.map(toJson) }),
      })
    },
    'App.exit': () => globalThis.__simulator?.hideApp(),
  }
}

function refusePlugin(pluginId: string | undefined): void {
  if (pluginId !== undefined) throw new Error('not in the simulator: plugins')
}

/** APIs that return their result; all others take callbacks or return a promise. */
function returnsAtOnce(name: string, [options]: unknown[]): boolean {
  const isOptions = options === undefined || (typeof options === 'object' && options !== null)
  const immediate =
    /Sync$|^(on|off|create|can|report)|Manager$|^get(Window|Device|AppBase)Info$|^get(AppAuthorize|System)Setting$|Rect$|^nextTick$/
  return !isOptions || immediate.test(name)
}

function call(name: string, api: Api, args: unknown[]): unknown {
  if (returnsAtOnce(name, args)) return api(...args)
  return new Promise((resolve, reject) => {
    api({ ...(args[0] as object | undefined), success: resolve, fail: reject })
  })
}

/** What `respond` returns is the result, in wx's convention: with an errMsg that says fail, it is the failure. */
function mock(name: string, respond: (args: unknown[]) => unknown): Api {
  return (...args) => {
    if (returnsAtOnce(name, args)) return respond(args)
    const options = (args[0] ?? {}) as CallOptions
    const outcome = new Promise((resolve) => resolve(respond(args))).then(
      (result) => ({ result, isFailure: / ?:fail/.test(messageOf(result)) }),
      (error: unknown) => ({ result: { errMsg: `${name}:fail ${messageOf(error)}` }, isFailure: true }),
    )
    if (!hasCallbacks(options))
      return outcome.then(({ result, isFailure }) => (isFailure ? Promise.reject(result as Error) : result))
    // a mock that returns nothing may call the callbacks itself
    void outcome.then(({ result, isFailure }) => {
      if (result !== undefined) settle(options, isFailure ? 'fail' : 'success', result as object)
    })
    return undefined
  }
}

function tellConsole(tell: Tell): void {
  for (const type of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const write = console[type].bind(console)
    console[type] = (...args: unknown[]) => {
      write(...args)
      tell('App.logAdded', { type, args: args.map(toJson) })
    }
  }
}

function tellExceptions(tell: Tell): void {
  const report = (error: unknown) => {
    const stack = error instanceof Error ? error.stack : undefined
    tell('App.exceptionThrown', { message: messageOf(error), stack: stack ?? '' })
  }
  glassEasel.addGlobalErrorListener((error) => report(error))
  addEventListener('error', ({ error, message }) => report(error ?? message))
  addEventListener('unhandledrejection', ({ reason }) => report(reason))
}

/** As it may be sent: errors with their stack, what is not JSON as text. */
function toJson(value: unknown): unknown {
  if (value instanceof Error) return value.stack ?? value.message
  try {
    return JSON.parse(JSON.stringify(value)) as unknown
  } catch {
    return String(value)
  }
}

function once(work: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) work()
    isDone = true
  }
}
