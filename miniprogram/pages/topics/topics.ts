// The Topics page: the bank's questions → setData, a tap → the practice page asks that question.
import type { Services } from '../../core/services'
import { questions } from '../../core/questions/bank'
import { createLook, type Look } from '../look'

// A page instance has no typed place for what is no data.
const looks = new WeakMap<object, Look>()

Component({
  data: { fontScale: 1, questions },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      looks.set(
        this,
        createLook(
          services,
          ({ words }) => words.topics,
          (data) => this.setData(data),
        ),
      )
    },
    detached() {
      looks.get(this)?.close()
      looks.delete(this)
    },
  },
  pageLifetimes: {
    show() {
      looks.get(this)?.shown()
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
