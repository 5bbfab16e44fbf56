// Scripts → what they print in the shell of JavaScriptCore, without its JIT compiler, as on iPhones.
import { execFileSync } from 'node:child_process'
import { findProgram } from '../../installed'

/** For esbuild: a file that the shell can load. Its exports are properties of the global `globalName`. */
export const forShell = {
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2019', // as tsconfig.json
  logLevel: 'error',
} as const

export const missingShell = findProgram(['jsc'])
  ? undefined
  : 'no JavaScriptCore (apt-get install libjavascriptcoregtk-4.0-bin)'

/** Loads `scripts`, then prints the value of `expression`. */
export function evaluateInShell(scripts: readonly string[], expression: string): string {
  const options = { encoding: 'utf8', timeout: 600_000, maxBuffer: 64_000_000 } as const
  return execFileSync('jsc', ['--useJIT=false', ...scripts, '-e', `print(${expression})`], options).trim()
}
