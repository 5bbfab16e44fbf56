// The phrase book's page: see phrases-presenter.
import { presented } from '../../presentation/presented'
import { createPhrasesPresenter } from './phrases-presenter'

Component(presented(createPhrasesPresenter).options)
