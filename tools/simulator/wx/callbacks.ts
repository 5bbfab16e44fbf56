// A function that returns or throws → WeChat's calling convention: success/fail/complete, or a promise.

/** Options of every asynchronous wx API. */
export interface CallOptions {
  success?: (result: never) => void
  fail?: (error: never) => void
  complete?: (outcome: never) => void
}

/** WeChat's error codes: `errno` is the general one, `errCode` the API's own. */
export interface FailureCodes {
  errno?: number
  errCode?: number
}

/** A failure with WeChat's message; `reason` follows `name:fail`. */
export interface Failure extends Error {
  reason: string
  codes: FailureCodes
}

/** Throw it inside `callAsync` or `callSync`. A `reason` that starts with `:` gives `fail:reason` instead of `fail reason`. */
export function failure(reason: string, codes: FailureCodes = {}): Failure {
  return Object.assign(new Error(reason), { reason, codes })
}

/** The object that `fail` receives. The console has a refusal, too: many programs say nothing, or only that it failed. */
export function failResult(name: string, error: unknown): FailureCodes & { errMsg: string } {
  if (!(error instanceof Error)) return { errMsg: `${name}:fail ${String(error)}` }
  const { reason = error.message, codes } = error as Partial<Failure>
  const errMsg = `${name}:fail${reason.startsWith(':') ? '' : ' '}${reason}`
  if (errMsg.includes('not in the simulator')) console.error(errMsg)
  return { errMsg, ...codes }
}

export type OkResult<R extends object> = R & { errMsg: string }

const callbackNames = ['success', 'fail', 'complete'] as const

export function hasCallbacks(options: CallOptions): boolean {
  return callbackNames.some((name) => typeof options[name] === 'function')
}

/** @throws Failure that names the first of an API's options that the simulator lacks */
export function refuseOthers(api: string, others: object): void {
  const [lacking] = Object.keys(others).filter((name) => !(callbackNames as readonly string[]).includes(name))
  if (lacking !== undefined) throw failure(`not in the simulator: wx.${api} with ${lacking}`)
}

/** Calls each callback in its own task, in this order: an exception reaches `window.onerror` and does not prevent the next call. */
function settle(options: CallOptions, which: 'success' | 'fail', outcome: object): void {
  for (const callback of [options[which], options.complete]) {
    if (typeof callback === 'function') setTimeout(() => callback(outcome as never), 0)
  }
}

/**
 * Runs an API call. Never calls back before it returns.
 * With callbacks in `options` it returns undefined, otherwise a promise that rejects with `{ errMsg, … }`.
 */
export function callAsync<R extends object>(
  name: string,
  options: CallOptions | undefined,
  run: () => R | Promise<R>,
): Promise<OkResult<R>> | undefined {
  const outcome = new Promise<void>((resolve) => setTimeout(resolve, 0))
    .then(run)
    .then((result) => ({ ...result, errMsg: `${name}:ok` }))
  if (options !== undefined && hasCallbacks(options)) {
    outcome.then(
      (result) => settle(options, 'success', result),
      (error: unknown) => settle(options, 'fail', failResult(name, error)),
    )
    return undefined
  }
  return outcome.catch((error: unknown) => {
    // WeChat rejects with the plain object that `fail` receives, not with an Error
    throw failResult(name, error) as unknown as Error
  })
}

type Work = (options: never) => object | void | Promise<object | void>

/** An asynchronous API that does `W`. */
export type Api<W extends Work> = (
  options?: (Parameters<W> extends [] ? object : Parameters<W>[0]) & CallOptions,
) => Promise<OkResult<Exclude<Awaited<ReturnType<W>>, void>>> | undefined

/** Functions that do the work → APIs of the same names, `prefix` before each in messages. What one returns are the result's own fields. */
export function toApis<T extends Record<string, Work>>(
  works: T,
  prefix = '',
): { [Name in keyof T]: Api<T[Name]> } {
  const apis = Object.entries(works).map(([name, work]) => [
    name,
    (options: CallOptions = {}) =>
      callAsync(prefix + name, options, async () => (await work(options as never)) ?? {}),
  ])
  return Object.fromEntries(apis) as { [Name in keyof T]: Api<T[Name]> }
}

/** Runs an API's synchronous form: a failure becomes an Error whose message is the errMsg. */
export function callSync<T>(name: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    const result = failResult(name, error)
    throw Object.assign(new Error(result.errMsg), result)
  }
}
