// The mock Part 1 page: see mock-presenter.
import { presented } from '../../presentation/presented'
import { createMockPresenter } from './mock-presenter'

Component({
  ...presented(createMockPresenter).options,
  data: { screen: '', isFirstUseShown: false, isSpoken: false },
})
