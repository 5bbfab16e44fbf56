// The only page shown below the minimum base library. No services, no npm, nothing newer than base library 2.3.
import { messagesFor } from '../../i18n/index'

Component({
  data: { title: '', way: '', update: '' },
  methods: {
    onLoad() {
      const { language, updateWeChat } = getApp<IAppOption>().baseLibrary
      const { words } = messagesFor(/^zh/i.test(language) ? 'zh' : 'en')
      this.setData({
        title: words.outdated,
        way: words.outdatedWay,
        update: updateWeChat ? words.updateWeChat : '',
      })
    },
    onUpdateTap() {
      getApp<IAppOption>().baseLibrary.updateWeChat?.()
    },
  },
})
