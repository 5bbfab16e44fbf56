// WeChat's calling convention: one function that returns or fails → success/fail/complete, or a promise.

/** What every asynchronous wx API takes. */
export interface CallOptions {
  success?: (result: never) => void
  fail?: (error: never) => void
  complete?: (outcome: never) => void
}

/** WeChat's numbers beside the words. `errno` is the general code, `errCode` the API's own. */
export interface FailureCodes {
  errno?: number
  errCode?: number
}

/** A failure in WeChat's words; `reason` is what follows `name:fail`. */
export interface Failure extends Error, FailureCodes {
  reason: string
}

/** `reason` may start with `:` where WeChat writes `fail:words` instead of `fail words`. Throw it inside `callAsync` or `callSync`. */
export function failure(reason: string, codes: FailureCodes = {}): Failure {
  return Object.assign(new Error(reason), { reason, ...codes })
}

export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'reason' in error
}

export interface FailResult extends FailureCodes {
  errMsg: string
}

/** The object that `fail` receives. */
export function failResult(name: string, error: unknown): FailResult {
  if (!isFailure(error))
    return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` }
  const codes: FailureCodes = {}
  if (error.errno !== undefined) codes.errno = error.errno
  if (error.errCode !== undefined) codes.errCode = error.errCode
  return { errMsg: `${name}:fail${error.reason.startsWith(':') ? '' : ' '}${error.reason}`, ...codes }
}

export type OkResult<R extends object> = R & { errMsg: string }

export function hasCallbacks(options: CallOptions): boolean {
  return [options.success, options.fail, options.complete].some((callback) => typeof callback === 'function')
}

/** Calls each given callback in its own task, in this order: an exception in one reaches `window.onerror` and stops no other. */
export function settle(options: CallOptions, which: 'success' | 'fail', outcome: object): void {
  for (const callback of [options[which], options.complete]) {
    if (typeof callback === 'function') setTimeout(() => callback(outcome as never), 0)
  }
}

/**
 * Runs one API call. Never calls back before it has returned.
 * With a callback in `options`: returns undefined. Without: a promise that rejects with `{ errMsg, … }`.
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
    // WeChat rejects with the plain object that `fail` would have received, not with an Error
    throw failResult(name, error) as unknown as Error
  })
}

/** Runs the synchronous form of an API: a failure is thrown as an Error whose message is the errMsg. */
export function callSync<T>(name: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    const result = failResult(name, error)
    throw Object.assign(new Error(result.errMsg), result)
  }
}
