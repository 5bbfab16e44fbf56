// The attempt page, `?id=`: see attempt-presenter.
import { presented } from '../../presentation/presented'
import { readingMethods } from '../../presentation/reading/reading-methods'
import { createAttemptPresenter } from './attempt-presenter'

const { presenterOf, options } = presented(createAttemptPresenter)

Component({
  ...options,
  data: { places: [], paragraphs: [], rest: [], top: 0, overflows: false, isPlaying: false, positionMs: 0 },
  pageLifetimes: {
    ...options.pageLifetimes,
    resize() {
      this.measureReading()
    },
  },
  observers: {
    screen() {
      this.measureReading()
    },
  },
  methods: {
    ...options.methods,
    ...readingMethods((page) => presenterOf(page)?.reader),
  },
})
