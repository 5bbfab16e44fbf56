import { describeJourneys } from '../describe-journeys'
import { answers } from './answers'

describeJourneys('journeys: answers', answers)
