// A driver's answer → an API of wx in WeChat's calling convention.
import { callAsync, failure, type CallOptions, type FailureCodes } from '../wx/callbacks'

export type Api = (...args: unknown[]) => unknown

/** APIs that return their result; all others take callbacks or return a promise. */
const immediate =
  /Sync$|^(on|off|create|can|report)|Manager$|^get(Window|Device|AppBase)Info$|^get(AppAuthorize|System)Setting$|Rect$|^nextTick$/

/** What `respond` returns, or its promise brings, is the result; with an errMsg that says fail it is the failure. */
export function mock(name: string, respond: (args: unknown[]) => unknown): Api {
  return (...args) => {
    if (immediate.test(name)) return respond(args)
    return callAsync(name, args[0] as CallOptions | undefined, async () => {
      const result = (await respond(args)) as ({ errMsg?: string } & FailureCodes) | undefined
      // nothing: it calls the callbacks itself, or its caller waits, as in WeChat
      if (result === undefined) return new Promise<never>(() => undefined)
      const reason = /:fail ?(.*)/.exec(result.errMsg ?? '')?.[1]
      if (reason !== undefined) throw failure(reason, result)
      return result
    })
  }
}
