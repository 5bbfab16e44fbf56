// The device check: see device-check-presenter.
import { presented } from '../../presentation/presented'
import { createDeviceCheckPresenter } from './device-check-presenter'
import { rows } from './rows/index'

Component({
  ...presented((services, show) => createDeviceCheckPresenter(services, show, rows)).options,
  data: { groups: [], buttons: [] },
})
