// A page with an answer, bound to its presenter → what `Component()` takes for the reading part of it.
import type { presented, PagePresenter } from '../presented'
import type { Reader } from './reader'
import type { SheetGroup } from './sentence-sheet'

type Page = Pick<WechatMiniprogram.Component.TrivialInstance, 'createSelectorQuery'>

interface ReadingPresenter extends PagePresenter {
  /** Undefined where there is no answer. */
  readonly reader: Reader | undefined
}

/** The finger and the scrolling are no acts: they need the page itself. */
export function readingPage<Presenter extends ReadingPresenter>({
  presenterOf,
  options: { lifetimes, pageLifetimes, methods },
}: ReturnType<typeof presented<Presenter>>) {
  const readerOf = (page: object): Reader | undefined => presenterOf(page)?.reader

  function measure(page: Page): void {
    page
      .createSelectorQuery()
      .select('.reading')
      .boundingClientRect((rect: NodeRect) => {
        // null where no answer is shown
        if (rect) readerOf(page)?.measured(rect.height)
      })
      .exec()
  }

  return {
    lifetimes,
    /** What answer.wxml and sheet.wxml read before the first patch. */
    data: {
      screen: '',
      places: [] as number[],
      paragraphs: [] as string[],
      rest: [] as string[][],
      top: 0,
      overflows: false,
      isPlaying: false,
      positionMs: 0,
      playbackProblem: '',
      isUnwritten: false,
      sheet: null as { groups: SheetGroup[]; into: string } | null,
    },
    pageLifetimes: {
      ...pageLifetimes,
      resize(this: Page) {
        measure(this)
      },
    },
    observers: {
      screen(this: Page) {
        measure(this)
      },
    },
    methods: {
      ...methods,
      onReadingTouchStart(this: Page) {
        readerOf(this)?.touched(true)
        measure(this)
      },
      onReadingTouchEnd(this: Page) {
        readerOf(this)?.touched(false)
      },
      onReadingScroll(
        this: Page,
        { detail: { scrollTop, scrollHeight } }: WechatMiniprogram.ScrollViewScroll,
      ) {
        readerOf(this)?.scrolled(scrollTop, scrollHeight)
      },
    },
  }
}
