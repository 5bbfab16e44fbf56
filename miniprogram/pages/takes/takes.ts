// The takes page, `?question=`: see takes-presenter.
import { presented } from '../../presentation/presented'
import { createTakesPresenter, type TakesView } from './takes-presenter'

Component({ ...presented(createTakesPresenter).options, data: { groups: [] as TakesView['groups'] } })
