// The browser's console and uncaught exceptions → events for drivers.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { messageOf } from './link'
import type { Tell } from './methods'

let isConsoleTold = false

export function tellConsole(tell: Tell): void {
  if (isConsoleTold) return
  isConsoleTold = true
  for (const type of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const write = console[type].bind(console)
    console[type] = (...args: unknown[]) => {
      write(...args)
      tell('App.logAdded', { type, args: args.map(toJson) })
    }
  }
}

export function tellExceptions(tell: Tell): void {
  const report = (error: unknown) => {
    const stack = error instanceof Error ? error.stack : undefined
    tell('App.exceptionThrown', { message: messageOf(error), stack: stack ?? '' })
  }
  glassEasel.addGlobalErrorListener((error) => report(error))
  addEventListener('error', ({ error, message }) => report(error ?? message))
  addEventListener('unhandledrejection', ({ reason }) => report(reason))
}

/** Errors with their stack, what is not JSON as text. */
function toJson(value: unknown): unknown {
  if (value instanceof Error) return value.stack ?? value.message
  try {
    return JSON.parse(JSON.stringify(value)) as unknown
  } catch {
    return String(value)
  }
}
