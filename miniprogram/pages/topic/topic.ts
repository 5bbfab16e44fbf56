// The topic page, `?id=`: see topic-presenter.
import { presented } from '../../presentation/presented'
import { createTopicPresenter } from './topic-presenter'

const { presenterOf, options } = presented(createTopicPresenter)

Component({
  ...options,
  data: { rows: [] },
  methods: {
    ...options.methods,
    onShareAppMessage() {
      return presenterOf(this)?.share()
    },
  },
})
