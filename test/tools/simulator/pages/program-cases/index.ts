// Small programs and what WeChat makes of them. All are pages of one mini program.
import { apis } from './apis'
import { components } from './components'
import { data } from './data'
import { events } from './events'
import { pages } from './pages'
import { runaway } from './runaway'
import { wxml } from './wxml'
import type { ProgramCase } from './program-case'

export const programCases: readonly ProgramCase[] = [
  ...data,
  ...wxml,
  ...components,
  ...events,
  ...pages,
  ...apis,
  ...runaway,
]
