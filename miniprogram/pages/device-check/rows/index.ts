// All rows, in the order in which they run.
import type { Row } from '../row'
import { fileRows } from './files'
import { networkRows } from './network'
import { pageRows } from './page'
import { playerRows } from './player'
import { recorderRows } from './recorder'

export const rows: readonly Row[] = [...networkRows, ...fileRows, ...recorderRows, ...playerRows, ...pageRows]
