// The Me page: see me-presenter.
import { presented } from '../../presentation/presented'
import { createMePresenter } from './me-presenter'

Component({ ...presented(createMePresenter).options, data: { groups: [] } })
