// A presenter → the options of its page for `Component()`: one presenter per open page, and taps by name.
import type { Services } from '../services'
import type { Patch } from './patch'

export interface PagePresenter {
  /**
   * What the page's elements do, by name:
   *
   *     <view bindtap="act" data-tap="star" data-id="home" />       acts.star({ id: 'home' })
   *     <question-row bind:open="act" data-open="practise" … />     same for a component's event
   *     <action-dock bind:press="act" … />                          without data-press: the event's `id` is the act
   */
  readonly acts: Readonly<Record<string, (data: ActData) => void>>
  /** The page has become visible, for the first time or again. */
  shown?(): void
  /** Another page covers this one, or WeChat went to the background. */
  hidden?(): void
  /** The page has closed: show nothing more. */
  close?(): void
}

/** The query of the page's address. Untrusted, as it may come from a link. */
export type Query = Readonly<Partial<Record<string, string>>>

interface Page {
  setData(patch: Patch): void
}

/**
 * `create` is called when the page opens, before it is visible, with `setData` as `show`. It is not called on a base
 * library that is too old for the services, where pages/outdated opens instead. `presenterOf` returns undefined then,
 * and after the page has closed.
 */
export function presented<Presenter extends PagePresenter>(
  create: (services: Services, show: (patch: Patch) => void, query: Query) => Presenter,
) {
  // Component instances have no typed slot for non-data state.
  const presenters = new WeakMap<object, Presenter>()
  const presenterOf = (page: object): Presenter | undefined => presenters.get(page)

  return {
    presenterOf,
    options: {
      lifetimes: {
        detached(this: Page) {
          presenterOf(this)?.close?.()
          presenters.delete(this)
        },
      },
      pageLifetimes: {
        show(this: Page) {
          presenterOf(this)?.shown?.()
        },
        hide(this: Page) {
          presenterOf(this)?.hidden?.()
        },
      },
      methods: {
        onLoad(this: Page, query: Query) {
          const { services } = getApp<IAppOption>()
          if (!services) return
          const show = (patch: Patch) => this.setData(patch)
          presenters.set(this, create(services, show, query))
        },
        act(this: Page, { type, currentTarget: { dataset }, detail }: ActEvent) {
          const name = dataset[type] ?? detail.id
          presenterOf(this)?.acts[name]?.({ ...dataset, ...detail })
        },
      },
    },
  }
}
