// The miniprogram folder → a Program, in memory.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Program } from '../program'
import type { CompileError } from './compile-error'
import { formatCompileError } from './compile-error'
import { readConfig } from './config'
import { compileScript } from './script'
import { listUnsupported } from './unsupported'
import { compileWxml } from './wxml'
import { compileWxss } from './wxss'

export interface CompileResult {
  program: Program
  /** Empty on success. The program has each page's and component's errors in `problems`. */
  errors: CompileError[]
}

/** `miniprogramRoot`: absolute path of the folder that contains app.json. Writes no files. */
export async function compileProgram(miniprogramRoot: string): Promise<CompileResult> {
  const errors: CompileError[] = []
  const folder = path.basename(miniprogramRoot)
  const files = listFiles(miniprogramRoot)
  const read = (name: string) => readFileSync(path.join(miniprogramRoot, name), 'utf8')
  const byName = (extension: string) =>
    new Map(
      files.filter((name) => name.endsWith(extension)).map((name) => [withoutExtension(name), read(name)]),
    )

  const config = readConfig(miniprogramRoot, errors)
  const scriptFiles = files.filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))
  const scripts = await Promise.all(
    scriptFiles.map(
      async (name) =>
        [withoutExtension(name), await compileScript(`${folder}/${name}`, read(name), errors)] as const,
    ),
  )
  const templates = compileWxml({ templates: byName('.wxml'), scripts: byName('.wxs') }, folder, errors)

  const styles: Record<string, string> = {}
  const addStyle = (name: string, kind: 'app' | 'page' | 'component') => {
    if (!existsSync(path.join(miniprogramRoot, `${name}.wxss`))) return
    styles[name] = compileWxss({ miniprogramRoot, path: name, kind }, errors)
  }
  addStyle('app', 'app')
  for (const name of Object.keys(config.components)) addStyle(name, 'component')
  for (const name of Object.keys(config.pages)) addStyle(name, 'page')

  const problems: Program['problems'] = {}
  const found = unique(errors)
  for (const error of found) {
    const name = withoutExtension(path.posix.relative(folder, error.file))
    // An unused component affects no page; an npm package may contain many.
    const isUnit = name in config.pages || name in config.components || name.startsWith('miniprogram_npm/')
    const unit = error.unit ?? (isUnit ? name : '')
    ;(problems[unit] ??= []).push(formatCompileError(error))
  }
  const unsupported = listUnsupported(config, files, miniprogramRoot)
  return {
    program: { ...config, scripts: Object.fromEntries(scripts), templates, styles, problems, unsupported },
    errors: found,
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

/** Reports the errors of a file once, even if several others import it. */
function unique(errors: CompileError[]): CompileError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()]
}
