// The practice page: see practice-presenter.
import { presented } from '../../presentation/presented'
import { readingPage } from '../../presentation/reading/reading-page'
import { createPracticePresenter } from './practice-presenter'

const page = presented(createPracticePresenter)
const reading = readingPage(page)

Component({
  ...reading,
  data: { ...reading.data, hasInterrupted: false, isFirstUseShown: false },
  methods: {
    ...reading.methods,
    onShareAppMessage() {
      return page.presenterOf(this)?.share()
    },
  },
})
