import { describeJourneys } from '../describe-journeys'
import { takes } from './takes'

describeJourneys('journeys: takes', takes)
