// `npm run students [-- --count 10000]`: simulated students before an exam, by the app's plan and by other habits → a table.
import { parseArgs } from 'node:util'
import { tableOf } from './table'

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' } } })
console.log(tableOf(Number(values.count)).text)
