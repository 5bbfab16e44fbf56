// All journeys, in the order in which they are made: each one finds the phone as the one before has left it.
import type { Journey } from '../journey'
import { answers } from './answers'
import { pages } from './pages'
import { takes } from './takes'

export const journeys: readonly Journey[] = [...takes, ...answers, ...pages]
