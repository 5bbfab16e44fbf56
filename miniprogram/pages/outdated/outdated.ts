// The only page below the minimum base library. No services, no npm, nothing that needs a newer one than 2.3.
import { messagesFor } from '../../i18n/index'

/** What app.ts leaves for this page. */
export interface OutdatedApp {
  readonly baseLibrary: { readonly language: string; readonly updateWeChat: (() => void) | undefined }
}

Component({
  data: { title: '', way: '', update: '' },
  methods: {
    onLoad() {
      const { language, updateWeChat } = getApp<OutdatedApp>().baseLibrary
      const { words } = messagesFor(/^zh/i.test(language) ? 'zh' : 'en')
      this.setData({
        title: words.outdated,
        way: words.outdatedWay,
        update: updateWeChat ? words.updateWeChat : '',
      })
    },
    onUpdateTap() {
      getApp<OutdatedApp>().baseLibrary.updateWeChat?.()
    },
  },
})
