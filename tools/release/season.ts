// `npm run season`: season.json, if there is one, is checked and becomes miniprogram/season.ts. `-- --ids` prints what it may name.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { topics } from '../../miniprogram/core/questions/bank'
import { checkSeasonFile, seasonModule } from './season-file'

const root = path.resolve(__dirname, '../..')

function main(): number {
  const { values } = parseArgs({
    options: {
      ids: { type: 'boolean', default: false },
      file: { type: 'string', default: path.join(root, 'season.json') },
      out: { type: 'string', default: path.join(root, 'miniprogram/season.ts') },
    },
  })
  if (values.ids) {
    for (const { id, en, questions } of topics) {
      console.log(`${id}  ${en}`)
      for (const question of questions) console.log(`  ${question.id}  ${question.text}`)
    }
    return 0
  }
  const text = existsSync(values.file) ? readFileSync(values.file, 'utf8') : '{ "seasons": [] }'
  const { file, problems } = checkSeasonFile(text)
  for (const problem of problems) console.error(`season.json: ${problem}`)
  if (problems.length > 0) return 1
  const written = seasonModule(file)
  // an unchanged file is left alone: the simulator would reload
  if (!existsSync(values.out) || readFileSync(values.out, 'utf8') !== written) {
    writeFileSync(values.out, written)
    console.log(`season.json → ${path.relative(root, values.out)}`)
  }
  return 0
}

process.exitCode = main()
