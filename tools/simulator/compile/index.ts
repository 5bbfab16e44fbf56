// The miniprogram folder → a Program, in memory.
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Program } from '../program'
import { createErrors } from './compile-error'
import { readConfig } from './config'
import { compileScript } from './script'
import { listUnsupported } from './unsupported'
import { compileWxml } from './wxml'
import { compileWxss } from './wxss'

export interface CompileResult {
  program: Program
  /** Each as `file:line:column message`; empty on success. The program has each page's and component's in `problems`. */
  errors: string[]
}

/** `miniprogramRoot`: absolute path of the folder that contains app.json. Writes no files. */
export async function compileProgram(miniprogramRoot: string): Promise<CompileResult> {
  const errors = createErrors(path.basename(miniprogramRoot))
  const files = listFiles(miniprogramRoot)
  const read = (name: string) => readFileSync(path.join(miniprogramRoot, name), 'utf8')
  const byName = (extension: string) =>
    new Map(
      files.filter((name) => name.endsWith(extension)).map((name) => [withoutExtension(name), read(name)]),
    )

  const config = readConfig(miniprogramRoot, errors)
  // the last of a name counts: a phone runs the .js beside a .ts
  const scriptFiles = files.filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts')).reverse()
  const scripts = await Promise.all(
    scriptFiles.map(
      async (name) => [withoutExtension(name), await compileScript(name, read(name), errors)] as const,
    ),
  )
  const templates = compileWxml(byName('.wxml'), byName('.wxs'), errors)

  const styles: Record<string, string> = {}
  const names = { app: ['app'], component: Object.keys(config.components), page: Object.keys(config.pages) }
  for (const kind of ['app', 'component', 'page'] as const)
    for (const name of names[kind].filter((each) => files.includes(`${each}.wxss`)))
      styles[name] = compileWxss({ miniprogramRoot, path: name, kind }, errors)

  const problems: Program['problems'] = {}
  for (const [error, { name, unit }] of errors.found) {
    const own = withoutExtension(name)
    // An unused component affects no page; an npm package may contain many.
    const isUnit = own in config.pages || own in config.components || own.startsWith('miniprogram_npm/')
    ;(problems[unit ?? (isUnit ? own : '')] ??= []).push(error)
  }
  const unsupported = listUnsupported(config, files, miniprogramRoot)
  return {
    program: { ...config, scripts: Object.fromEntries(scripts), templates, styles, problems, unsupported },
    errors: [...errors.found.keys()],
  }
}

/** Relative paths with forward slashes, sorted. */
function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

function withoutExtension(name: string): string {
  return name.replace(/\.[^./]+$/, '')
}
