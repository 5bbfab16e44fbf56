// What WeChat hands to pages and components: the app, and what comes with events and queries.
import type { AskAgain } from '../miniprogram/core/attempts/attempt'
import type { Filter } from '../miniprogram/core/questions/search'
import type { StatusFilter } from '../miniprogram/pages/history/history-view'
import type { BaseLibrary } from '../miniprogram/platform/shell/base-library'
import type { Services } from '../miniprogram/services'

declare global {
  interface IAppOption {
    /** Null on a base library that is too old for them: pages/outdated is shown instead. */
    readonly services: Services | null
    readonly baseLibrary: BaseLibrary
  }

  /**
   * What comes with an event: the element's `data-…` and the event's detail. A name has the same type on every page; an
   * act reads what its own elements give.
   */
  interface ActData {
    readonly id: string
    readonly index: number
    readonly filter: Filter
    readonly status: StatusFilter
    /** What is written in an input, or the index chosen in a picker. */
    readonly value: string
    /** A paragraph's index in the answer. */
    readonly paragraph: number
    readonly positionMs: number
    /** When a question should come back. */
    readonly when: AskAgain
    readonly isAgreed: boolean
  }

  /** As much of an event as an act needs. In miniprogram-api-typings every dataset is `any`. */
  interface ActEvent {
    readonly type: string
    readonly currentTarget: { readonly dataset: Readonly<Partial<Record<string, string>>> }
    readonly detail: ActData
  }

  /** Where a tap was: in the window, and on the page, which may have been scrolled. */
  interface TapEvent {
    readonly touches: readonly { readonly clientX: number; readonly clientY: number }[]
    readonly detail: { readonly x: number; readonly y: number }
  }

  /**
   * What `boundingClientRect` gives for one node. Null where there is none, which miniprogram-api-typings 5.2.3 leave out:
   * https://developers.weixin.qq.com/miniprogram/dev/api/wxml/NodesRef.boundingClientRect.html
   */
  type NodeRect = WechatMiniprogram.BoundingClientRectCallbackResult | null
}
