// Stage: a project's folder → the files of its package, by the official compiler; and how that compiler is kept quiet.
import path from 'node:path'
import { inspect } from 'node:util'
import type * as miniprogramCi from 'miniprogram-ci'
import { locate } from './problem'
import type { Problem } from './problem'
import type { Project } from './project'

type MiniprogramCi = typeof miniprogramCi
type OfficialProject = InstanceType<MiniprogramCi['Project']>
type CompileOptions = Parameters<MiniprogramCi['getCompiledResult']>[0]

/** What a package holds: path without a leading slash → content. */
export type PackedFiles = Readonly<Record<string, string | Buffer>>

/** The settings of project.config.json, as DevTools uses them. */
export const compileSettings = { useProjectConfig: true }

const consoleMethods = ['log', 'info', 'debug', 'warn', 'error'] as const

/**
 * miniprogram-ci reports on the console, in colours and at length, from its loading to the last request. What it writes
 * while `run` is under way is kept back and handed to `run`, line by line, oldest first. Not to be nested.
 */
export async function quietly<T>(run: (lines: readonly string[]) => Promise<T>): Promise<T> {
  const lines: string[] = []
  const keep = (...values: unknown[]) =>
    void lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '))
  const saved = consoleMethods.map((name) => [name, console[name]] as const)
  for (const name of consoleMethods) console[name] = keep
  try {
    return await run(lines)
  } finally {
    for (const [name, method] of saved) console[name] = method
  }
}

/** It leaves a child process that keeps node alive: a command that has loaded it ends with `process.exit()`. */
export function loadMiniprogramCi(): Promise<MiniprogramCi> {
  return import('miniprogram-ci')
}

/** Compiles without the network: no request leaves this machine. Problems instead of files when it refuses the project. */
export function compileOffline(project: Project): Promise<PackedFiles | Problem[]> {
  return quietly(async () => {
    const ci = await loadMiniprogramCi()
    // It would ask servicewechat.com which file extensions may be sent; refused, it uses the list that it brings along.
    ci.proxy('http://127.0.0.1:9')
    const options = {
      appid: 'touristappid',
      type: 'miniProgram' as const,
      projectPath: project.root,
      // must not be empty; nothing is signed with it
      privateKey: 'none',
      // the sizes and limits of an ordinary account, instead of asking for those of this one
      attr: () => Promise.resolve((ci as unknown as { DefaultProjectAttr: unknown }).DefaultProjectAttr),
    }
    return compile(ci, project, new ci.Project(options))
  })
}

/** `official`: the same project, as miniprogram-ci opened it. Call it inside `quietly`. */
export async function compile(
  ci: MiniprogramCi,
  project: Project,
  official: OfficialProject,
): Promise<PackedFiles | Problem[]> {
  try {
    // its types ask for a version, which only an upload has
    const options = { project: official, setting: compileSettings } as unknown as CompileOptions
    return await ci.getCompiledResult(options)
  } catch (error) {
    return [officialProblem(project, error)]
  }
}

export function isPacked(result: PackedFiles | Problem[]): result is PackedFiles {
  return !Array.isArray(result)
}

/** It names the file, but the line only now and then: in a code frame, or after a colon. */
function officialProblem(project: Project, error: unknown): Problem {
  const { message: text = '', path: named = '' } = error as { message?: string; path?: string }
  const message = `the official compiler: ${text.trim().split('\n')[0] ?? String(error)}`
  const file = fileIn(project, named) ?? fileIn(project, text)
  if (file === undefined) return { file: 'project.config.json', line: 1, column: 1, message }
  const framed = /^> *(\d+) *\|/m.exec(text)?.[1] ?? /[:(](\d+):\d+\)?/.exec(text)?.[1]
  if (framed !== undefined) return { file, line: Number(framed), column: 1, message }
  return { file, ...locate(project.read(file), ...namesIn(text).map((name) => `"${name}"`)), message }
}

/** `app.json: window.color field …`, `app.json: ["pages"][1] …: "pages/a.wxml"` → what it speaks of, innermost first. */
function namesIn(text: string): string[] {
  const quoted = [...text.matchAll(/"([^"\n]+)"/g)].map(([, name = '']) => name)
  const field = /: ([\w.]+) /.exec(text)?.[1]?.split('.') ?? []
  return [...quoted.reverse().flatMap((name) => [name, name.replace(/\.\w+$/, '')]), ...field.reverse()]
}

function fileIn(project: Project, text: string): string | undefined {
  const words = text.match(/[\w./@-]+\.\w+/g) ?? []
  return words
    .flatMap((word) => [word, path.posix.join(project.folder, word)])
    .find((word) => project.files.includes(word) || word === 'project.config.json')
}
