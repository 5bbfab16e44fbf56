// A function of WeChat that takes callbacks → a promise.

export interface WxCallbacks<Result> {
  success: (result: Result) => void
  fail: (failure: unknown) => void
}

/** Rejects with WeChat's own failure: see `wx-error.ts`. */
export function callWx<Result>(start: (callbacks: WxCallbacks<Result>) => void): Promise<Result> {
  return new Promise((resolve, reject) => {
    start({ success: resolve, fail: reject })
  })
}
