// What pages find outside their own files: the app, by `getApp<IAppOption>()`.
import type { BaseLibrary } from '../miniprogram/platform/shell/base-library'
import type { Services } from '../miniprogram/services'

declare global {
  interface IAppOption {
    /** Null on a base library that is too old for them: pages/outdated is shown instead. */
    readonly services: Services | null
    readonly baseLibrary: BaseLibrary
  }
}
