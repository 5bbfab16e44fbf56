// JavaScriptCore without its JIT compiler, as on iOS. Measured if its shell is installed.
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { evaluateInShell, forShell, missingShell } from '../engines/javascriptcore/shell'
import { makeFrames } from './streams'

const frameCount = 17_000
const polyfill = createRequire(__filename).resolve(
  'fastestsmallesttextencoderdecoder/EncoderDecoderTogether.min.js',
)

/** Returns one sentence, also if there is no shell. `folder` is for the files that the shell reads. */
export function measureInJsc(folder: string): string {
  if (missingShell !== undefined) return `JavaScriptCore was not measured: ${missingShell}.`
  const script = join(folder, 'jsc-worker.js')
  const stream = join(folder, 'stream.bin')
  buildSync({
    ...forShell,
    entryPoints: [join(__dirname, 'jsc-worker.ts')],
    outfile: script,
    globalName: 'bench',
  })
  writeFileSync(stream, Buffer.concat(makeFrames('Chinese', frameCount)))
  const measured = `bench.measure(readFile(${JSON.stringify(stream)}, 'binary'), preciseTime)`
  const sentence = evaluateInShell([polyfill, script], measured)
  return `JavaScriptCore without JIT, 1 MB of Chinese in chunks of 1.4 kB: ${sentence}.`
}
