// JavaScriptCore without its JIT compiler, as on iOS. Measured if its shell is installed.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { makeFrames } from './streams'

const frameCount = 17_000
const polyfill = createRequire(__filename).resolve(
  'fastestsmallesttextencoderdecoder/EncoderDecoderTogether.min.js',
)

/** Returns one sentence, also if there is no shell. `folder` is for the files that the shell reads. */
export function measureInJsc(folder: string): string {
  const script = join(folder, 'jsc-worker.js')
  const stream = join(folder, 'stream.bin')
  buildSync({
    entryPoints: [join(__dirname, 'jsc-worker.ts')],
    outfile: script,
    bundle: true,
    format: 'iife',
    globalName: 'bench',
    platform: 'browser',
    target: 'es2019', // as tsconfig.json
    logLevel: 'error',
  })
  writeFileSync(stream, Buffer.concat(makeFrames('Chinese', frameCount)))
  const run = `print(bench.measure(readFile(${JSON.stringify(stream)}, 'binary'), preciseTime))`
  try {
    const sentence = execFileSync('jsc', ['--useJIT=false', polyfill, script, '-e', run], {
      encoding: 'utf8',
    })
    return `JavaScriptCore without JIT, 1 MB of Chinese in chunks of 1.4 kB: ${sentence.trim()}.`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return 'JavaScriptCore was not measured: its shell, `jsc`, is not installed.'
  }
}
