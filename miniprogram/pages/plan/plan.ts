// The plan page: see plan-presenter.
import { presented } from '../../presentation/presented'
import { createPlanPresenter } from './plan-presenter'

Component({ ...presented(createPlanPresenter).options, data: { today: null, season: null } })
