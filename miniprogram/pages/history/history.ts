// The History page: see history-presenter.
import { presented } from '../../presentation/presented'
import { createHistoryPresenter } from './history-presenter'

const { presenterOf, options } = presented(createHistoryPresenter)

Component({
  ...options,
  methods: {
    ...options.methods,
    onReachBottom() {
      presenterOf(this)?.reachedBottom()
    },
  },
})
