// `npm run scale`: what a million answers a day take. The costs were measured, students and models are simulated: docs/scale.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { simulateDay } from './scale-day'
import { measure, type Measured } from './scale-measure'
import { renderScale, scaleMarkers } from './scale-table'
import { replaceBlock } from './tables'

const measuredFile = join(__dirname, 'scale-measured.json')
const documentFile = join(__dirname, '../../docs/scale.md')

async function main() {
  const { values } = parseArgs({
    options: {
      measure: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
    },
  })
  if (values.measure) {
    writeFileSync(measuredFile, `${JSON.stringify(await measure(), null, 2)}\n`)
  }
  const measured = JSON.parse(readFileSync(measuredFile, 'utf8')) as Measured
  const text = renderScale(simulateDay(Number(values.seed)), measured)
  console.log(text)
  if (values.write) {
    writeFileSync(documentFile, replaceBlock(readFileSync(documentFile, 'utf8'), text, scaleMarkers))
  }
}

void main()
