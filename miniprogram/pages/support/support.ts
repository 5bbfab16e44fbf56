// The Support page: see support-presenter.
import { presented } from '../../presentation/presented'
import { createSupportPresenter } from './support-presenter'

Component({ ...presented(createSupportPresenter).options, data: { groups: [], runs: [], buttons: [] } })
