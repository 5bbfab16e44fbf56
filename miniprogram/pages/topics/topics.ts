// The Topics page: the bank's questions → setData, a tap → the practice page asks that question.
import type { Services } from '../../core/services'
import { topics } from '../../core/questions/bank'
import { messagesFor } from '../../i18n/index'

const questions = topics.flatMap((topic) => topic.questions)

Component({
  data: { fontScale: 1, questions },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      services.setTitle(messagesFor(services.language).words.topics)
      this.setData({ fontScale: services.fontScale })
    },
  },
  methods: {
    onQuestionTap(event: WechatMiniprogram.TouchEvent) {
      const { services } = getApp<{ services: Services }>()
      const question = questions.find(({ id }) => id === event.currentTarget.dataset.id)
      if (!question) return
      services.questions.ask(question)
      services.navigation.openTab('practice')
    },
  },
})
