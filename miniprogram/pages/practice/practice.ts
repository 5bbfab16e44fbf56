// The practice page: see practice-presenter.
import { presented } from '../../presentation/presented'
import { readingPage } from '../../presentation/reading/reading-page'
import { createPracticePresenter } from './practice-presenter'

const page = presented(createPracticePresenter)
const reading = readingPage(page)

Component({
  ...reading,
  data: { ...reading.data, unfinished: '', isFirstUseShown: false, isCancelled: false },
  methods: {
    ...reading.methods,
    onShareAppMessage() {
      return page.presenterOf(this)?.share()
    },
  },
})
