// The Topics page: see topics-presenter.
import { presented } from '../../presentation/presented'
import { createTopicsPresenter } from './topics-presenter'

Component({
  ...presented(createTopicsPresenter).options,
  data: { chips: [], sections: [], questions: [], query: '', searchField: 0 },
})
