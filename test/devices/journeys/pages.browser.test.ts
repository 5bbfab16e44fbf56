import { describeJourneys } from '../describe-journeys'
import { pages } from './pages'

describeJourneys('journeys: pages', pages)
