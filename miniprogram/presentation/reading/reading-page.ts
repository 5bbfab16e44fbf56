// A page with an answer, bound to its presenter → options for `Component()`, including scrolling and measuring.
import type { Role } from '../../core/answer/parts'
import type { ModelScroll, ModelSheetView } from '../model-answer/model-sheet'
import type { presented, PagePresenter } from '../presented'
import { nothingAloud } from '../voice/aloud'
import type { Reader } from './reader'
import type { SheetView } from './sentence-sheet'

type Page = Pick<WechatMiniprogram.Component.TrivialInstance, 'createSelectorQuery' | 'setData'> & {
  readonly data: { readonly glides?: boolean }
}

interface ReadingFields {
  readonly height: number
  /** `0s` if the phone reduces motion: see reading.wxss. */
  readonly animationDuration?: string
}

interface ReadingPresenter extends PagePresenter {
  /** Undefined on a page without an answer. */
  readonly reader: Reader | undefined
  readonly modelScroll?: ModelScroll
}

/** Touches and scrolling are not acts, as they need the page itself. */
export function readingPage<Presenter extends ReadingPresenter>({
  presenterOf,
  options: { lifetimes, pageLifetimes, methods },
}: ReturnType<typeof presented<Presenter>>) {
  const readerOf = (page: object): Reader | undefined => presenterOf(page)?.reader

  /** Also asks whether the phone reduces motion, which only style sheets know. */
  function measure(page: Page): void {
    page
      .createSelectorQuery()
      .select('.reading')
      .fields({ size: true, computedStyle: ['animationDuration'] }, (fields) => {
        // null if no answer is shown
        const reading = fields as ReadingFields | null
        if (!reading) return
        readerOf(page)?.measured(reading.height)
        const glides = reading.animationDuration !== '0s'
        if (glides !== page.data.glides) page.setData({ glides })
      })
      .exec()
  }

  return {
    lifetimes,
    /** Read by answer.wxml and the sheets before the first patch. */
    data: {
      screen: '',
      indices: [] as number[],
      roles: [] as Role[],
      isMarked: false,
      paragraphs: [] as string[],
      pieces: [] as string[][],
      top: 0,
      /** Scrolling to `top` takes a moment. */
      glides: true,
      isBehind: false,
      elapsed: '',
      isSlow: false,
      overflows: false,
      isPlaying: false,
      isSpeechOpen: false,
      positionMs: 0,
      playbackProblem: '',
      isUnwritten: false,
      aloud: nothingAloud,
      modelAloud: nothingAloud,
      hearing: { isOffered: false, status: '', problem: '' },
      model: null as ModelSheetView | null,
      sheet: null as SheetView | null,
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
      onModelTouchStart(this: Page) {
        presenterOf(this)?.modelScroll?.touched(true)
      },
      onModelTouchEnd(this: Page) {
        presenterOf(this)?.modelScroll?.touched(false)
      },
      onModelScroll(this: Page) {
        presenterOf(this)?.modelScroll?.scrolled()
      },
    },
  }
}
