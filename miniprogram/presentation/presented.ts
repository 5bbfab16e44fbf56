// A presenter → what `Component()` takes for its page: one presenter for each page that is open, and taps by name.
import type { Services } from '../services'
import type { Patch } from './patch'

export interface PagePresenter {
  /**
   * What the page's elements ask for, by name:
   *
   *     <view bindtap="act" data-tap="star" data-id="home" />       acts.star({ id: 'home' })
   *     <question-row bind:open="act" data-open="practise" … />     the same for a component's event
   *     <action-dock bind:press="act" … />                          without data-press: the act is the event's own `id`
   */
  readonly acts: Readonly<Record<string, (data: ActData) => void>>
  /** The page is seen, for the first time or again. */
  shown?(): void
  /** Another page covers this one, or WeChat went to the background. */
  hidden?(): void
  /** The page is gone: nothing is shown any more. */
  close?(): void
}

/** What stands after `?` in the address that opened the page: from a link, so anything. */
export type Query = Readonly<Partial<Record<string, string>>>

interface Page {
  setData(patch: Patch): void
}

/**
 * `create` is called when the page is opened, before it is seen, with `setData` as `show`. On a base library that is too
 * old for the services it is not called: pages/outdated is on its way. `presenterOf`: undefined then, and once the page is
 * gone.
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
