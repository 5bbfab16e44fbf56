// The review page: see review-presenter.
import { presented } from '../../presentation/presented'
import { createReviewPresenter } from './review-presenter'

Component({
  ...presented(createReviewPresenter).options,
  data: { screen: '', canUndo: false },
})
