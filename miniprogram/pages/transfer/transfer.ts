// The transfer page: see transfer-presenter.
import { presented } from '../../presentation/presented'
import { createTransferPresenter } from './transfer-presenter'
import { transferServicesOf } from './transfer-services'

Component({
  ...presented((services, show) => createTransferPresenter(services, transferServicesOf(wx, services), show))
    .options,
  data: { screen: '', scopes: [], rows: [], buttons: [] },
})
