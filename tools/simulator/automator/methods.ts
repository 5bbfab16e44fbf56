// The running mini program → all that a driver may call, by the protocol's names.
import type { PageStack } from '../pages/page-stack'
import { appMethods } from './app-methods'
import { elementMethods } from './element-methods'
import { createHandles } from './handles'

/** What a call carries: each some of it. */
export interface Params {
  pageId: number
  elementId: string
  selector: string
  path?: string
  data: object
  names: string[]
  method: string
  args?: unknown[]
  pluginId?: string
  result?: unknown
  functionDeclaration?: string
  functionName: string
  type: string
  detail?: unknown
  touches?: object[]
  changedTouches?: object[]
}

/** A result is JSON; an exception becomes the call's error. */
export type Methods = Record<string, (params: Params) => unknown>
/** Sends an event to the drivers. */
export type Tell = (method: string, params: object) => void

export interface Running {
  wx: Record<string, unknown>
  /** The value of an expression in the scope of the mini program's own code. */
  evaluate(expression: string): unknown
  stack: PageStack
  tell: Tell
}

export function createMethods(running: Running): Methods {
  const handles = createHandles(running.stack)
  return { ...appMethods(running, handles), ...elementMethods(handles) }
}
