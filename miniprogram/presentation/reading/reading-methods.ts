// What answer.wxml, the player and the scrolling around them call on their page → the page's reader.
import type { Reader, ReadingView } from './reader'

type Page = Pick<WechatMiniprogram.Component.TrivialInstance, 'createSelectorQuery'>
type PageReader = Pick<
  Reader<ReadingView>,
  'touched' | 'measured' | 'scrolled' | 'playOrPause' | 'seek' | 'copyAnswer' | 'copyLogid' | 'sheet'
>

/** For a page's `methods`. `readerOf`: undefined once the page is gone. */
export function readingMethods(readerOf: (page: object) => PageReader | undefined) {
  function measure(page: Page): void {
    page
      .createSelectorQuery()
      .select('.reading')
      .boundingClientRect((rect: WechatMiniprogram.BoundingClientRectCallbackResult | null) => {
        // null where no answer is shown
        if (rect) readerOf(page)?.measured(rect.height)
      })
      .exec()
  }

  return {
    onPlayTap(this: Page) {
      readerOf(this)?.playOrPause()
    },
    onSeek(this: Page, event: WechatMiniprogram.CustomEvent<{ positionMs: number }>) {
      readerOf(this)?.seek(event.detail.positionMs)
    },
    onCopyTap(this: Page) {
      readerOf(this)?.copyAnswer()
    },
    onSentencesTap(this: Page) {
      readerOf(this)?.sheet.open(0)
    },
    onParagraphTap(this: Page, event: WechatMiniprogram.TouchEvent) {
      readerOf(this)?.sheet.open(event.currentTarget.dataset.place as number)
    },
    onSentenceTap(this: Page, event: WechatMiniprogram.TouchEvent) {
      const { place, index } = event.currentTarget.dataset as { place: number; index: number }
      readerOf(this)?.sheet.toggle(place, index)
    },
    onParagraphCopy(this: Page, event: WechatMiniprogram.TouchEvent) {
      readerOf(this)?.sheet.copyParagraph(event.currentTarget.dataset.place as number)
    },
    onSheetClose(this: Page) {
      readerOf(this)?.sheet.close()
    },
    onLogidCopy(this: Page) {
      readerOf(this)?.copyLogid()
    },
    onReadingTouchStart(this: Page) {
      readerOf(this)?.touched(true)
      measure(this)
    },
    onReadingTouchEnd(this: Page) {
      readerOf(this)?.touched(false)
    },
    onReadingScroll(this: Page, event: WechatMiniprogram.ScrollViewScroll) {
      const { scrollTop, scrollHeight } = event.detail
      readerOf(this)?.scrolled(scrollTop, scrollHeight)
    },
    measureReading(this: Page) {
      measure(this)
    },
  }
}
