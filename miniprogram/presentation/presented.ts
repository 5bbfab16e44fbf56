// A presenter → the options of its page for `Component()`: one presenter per open page, and taps by name.
import type { Services } from '../services'
import type { Patch } from './patch'
import { createArrivals, createTapGuard, type Arrivals, type Place } from './tap-guard'

export interface PagePresenter {
  /**
   * What the page's elements do, by name:
   *
   *     <view bindtap="act" data-tap="star" data-id="home" />       acts.star({ id: 'home' })
   *     <question-row bind:open="act" data-open="practise" … />     same for a component's event
   *     <action-dock bind:press="act" … />                          without data-press: the event's `id` is the act
   *
   * A tap in a hurry that was meant for what was there before does nothing: see `tap-guard.ts`. So `data-…` says what an
   * act is about wherever that can change while its name stays, such as the number of the question.
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
  /** Buttons that come and go on their own: those of the dock, and those of a take (controls.wxml). */
  readonly data: { readonly buttons?: readonly PageButton[]; readonly controls?: readonly PageButton[] }
  setData(patch: Patch, painted?: () => void): void
}

interface PageButton {
  /** The act. */
  readonly id: string
  readonly isOff?: boolean
}

interface Opened<Presenter> {
  readonly presenter: Presenter
  readonly buttons: Arrivals
  monotonicMs(): number
}

/** Events of what is typed or dragged, not tapped. */
const unguarded: readonly string[] = ['input', 'seek']
/** Acts on neighbours, one right after the other: a tap on the next one is no echo of the one before. */
const quick: readonly string[] = ['chooseWord']

/** One for all pages: the second of two taps may hit the page that the first one has opened. */
const guard = createTapGuard()
/**
 * Where the latest tap was: events of components do not say. Every page's root view has `capture-bind:tap="tapped"`, which
 * WeChat calls before the handlers inside it:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 */
let place: Place = { x: 0, y: 0 }

/**
 * `create` is called when the page opens, before it is visible, with `setData` and its callback as `show`. It is not called on a base
 * library that is too old for the services, where pages/outdated opens instead. `presenterOf` returns undefined then,
 * and after the page has closed.
 */
export function presented<Presenter extends PagePresenter>(
  create: (services: Services, show: (patch: Patch, painted?: () => void) => void, query: Query) => Presenter,
) {
  // Component instances have no typed slot for non-data state.
  const opened = new WeakMap<object, Opened<Presenter>>()
  const presenterOf = (page: object): Presenter | undefined => opened.get(page)?.presenter

  return {
    presenterOf,
    options: {
      lifetimes: {
        detached(this: Page) {
          presenterOf(this)?.close?.()
          opened.delete(this)
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
          const { monotonicMs } = services.clock
          const buttons = createArrivals()
          const show = (patch: Patch, painted?: () => void) => {
            this.setData(patch, painted)
            buttons.shown(liveButtonsOf(this), monotonicMs())
          }
          opened.set(this, { presenter: create(services, show, query), buttons, monotonicMs })
        },
        tapped(this: Page, { touches: [touch], detail }: TapEvent) {
          place = touch ? { x: touch.clientX, y: touch.clientY } : detail
        },
        act(this: Page, { type, currentTarget: { dataset }, detail }: ActEvent) {
          const page = opened.get(this)
          if (!page) return
          const name = dataset[type] ?? detail.id
          if (!unguarded.includes(type)) {
            const atMs = page.monotonicMs()
            // the detail of a tap is its place, that of a component's event says more about the act
            const about = quick.includes(name) ? {} : dataset
            const act = JSON.stringify([name, about, type === 'tap' ? {} : detail])
            if (!guard.takes({ act, page: this, place, atMs }, page.buttons.isNew(name, atMs))) return
          }
          page.presenter.acts[name]?.({ ...dataset, ...detail })
        },
      },
    },
  }
}

function liveButtonsOf({ data: { buttons = [], controls = [] } }: Page): string[] {
  return [...buttons, ...controls].flatMap(({ id, isOff }) => (isOff ? [] : [id]))
}
