// Before the first take: what is recorded, where it goes, how to delete it. Covers the page until the student answers.
import { messagesFor } from '../../i18n/index'

Component({
  properties: {
    /** `zh` or `en`. */
    language: String,
  },
  data: {
    words: {},
    facts: [] as object[],
  },
  observers: {
    language(language: string) {
      const { words, privacy } = messagesFor(language === 'en' ? 'en' : 'zh')
      this.setData({ words, facts: [privacy.what, privacy.where, privacy.erase] })
    },
  },
  methods: {
    onAgreeTap() {
      this.triggerEvent('answer', { isAgreed: true })
    },
    onLaterTap() {
      this.triggerEvent('answer', { isAgreed: false })
    },
    /** Keeps the page below from scrolling. */
    onTouchMove() {
      return undefined
    },
    onMoreTap() {
      this.triggerEvent('more')
    },
  },
})
