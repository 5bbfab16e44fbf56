// The attempt page, `?id=`: see attempt-presenter.
import { presented } from '../../presentation/presented'
import { readingPage } from '../../presentation/reading/reading-page'
import { createAttemptPresenter } from './attempt-presenter'

const reading = readingPage(presented(createAttemptPresenter))

Component({ ...reading, data: { ...reading.data, isLost: false } })
