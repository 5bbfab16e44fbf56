// A project's folder → its packed files, by the official compiler, whose console output is captured.
import path from 'node:path'
import { inspect } from 'node:util'
import type * as miniprogramCi from 'miniprogram-ci'
import type { Credentials } from './credentials'
import { locate } from './problem'
import type { Problem } from './problem'
import type { Project } from './project'
import { withinTime } from './wechat-failure'

type MiniprogramCi = typeof miniprogramCi
type OfficialProject = InstanceType<MiniprogramCi['Project']>
type CompileOptions = Parameters<MiniprogramCi['getCompiledResult']>[0]

/** A package's files: path without a leading slash → content. */
export type PackedFiles = Readonly<Record<string, string | Buffer>>

/** Uses the settings of project.config.json, as DevTools does. */
export const compileSettings = { useProjectConfig: true }

const consoleMethods = ['log', 'info', 'debug', 'warn', 'error'] as const

/**
 * miniprogram-ci writes to the console at length and in colour, even while it is loading. During `run` its output is
 * captured instead, and `run` can read the lines, oldest first. Calls must not be nested.
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

/** It leaves a child process running that keeps Node alive, so a command that loads it must end with `process.exit()`. */
export function loadMiniprogramCi(): Promise<MiniprogramCi> {
  return import('miniprogram-ci')
}

/** Compiles without network access. Returns problems instead of files if the compiler refuses the project. */
export function compileOffline(project: Project): Promise<PackedFiles | Problem[]> {
  return quietly(async () => {
    const ci = await loadMiniprogramCi()
    // Otherwise it asks servicewechat.com for the allowed file extensions; without an answer it uses its built-in list.
    ci.proxy('http://127.0.0.1:9')
    const options = {
      appid: 'touristappid',
      type: 'miniProgram' as const,
      projectPath: project.root,
      // required but unused: nothing is signed
      privateKey: 'none',
      // an ordinary account's limits, instead of a request for this account's
      attr: () => Promise.resolve((ci as unknown as { DefaultProjectAttr: unknown }).DefaultProjectAttr),
    }
    return compile(ci, project, new ci.Project(options))
  })
}

/** The project as WeChat knows it, once WeChat has accepted the key. `lines`: those of `quietly`. */
export async function openOfficial(
  ci: MiniprogramCi,
  lines: readonly string[],
  { root, credentials, timeoutMs }: { root: string; credentials: Credentials; timeoutMs: number },
): Promise<OfficialProject> {
  const official = new ci.Project({ ...credentials, type: 'miniProgram', projectPath: root })
  // First, because later failures inside its compiler crash past every catch.
  await withinTime(timeoutMs, official.attr())
  // miniprogram-ci only prints that a key was refused, then continues with another account's attributes.
  const refusal = lines.find((line) => /project attr fail errCode/.test(line))
  if (refusal !== undefined) throw new Error(refusal)
  return official
}

/** `official`: the same project, opened by miniprogram-ci. Call inside `quietly`. */
export async function compile(
  ci: MiniprogramCi,
  project: Project,
  official: OfficialProject,
): Promise<PackedFiles | Problem[]> {
  try {
    // its types require a version, which only an upload has
    const options = { project: official, setting: compileSettings } as unknown as CompileOptions
    return await startedInTime(() => ci.getCompiledResult(options))
  } catch (error) {
    return [officialProblem(project, error)]
  }
}

/** miniprogram-ci 2.1 gives its child process 20 s to start, which on a busy machine is too little: it is started again, twice. */
async function startedInTime<T>(run: () => Promise<T>, triesLeft = 2): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (triesLeft === 0 || !/fork process timeout/.test(String(error))) throw error
    return startedInTime(run, triesLeft - 1)
  }
}

export function isPacked(result: PackedFiles | Problem[]): result is PackedFiles {
  return !Array.isArray(result)
}

/** The error always names the file, but the line only sometimes: in a code frame or after a colon. */
function officialProblem(project: Project, error: unknown): Problem {
  const { message: text = '', path: reportedPath = '' } = error as { message?: string; path?: string }
  const message = `the official compiler: ${text.trim().split('\n')[0] ?? String(error)}`
  const file = fileIn(project, reportedPath) ?? fileIn(project, text)
  if (file === undefined) return { file: 'project.config.json', line: 1, column: 1, message }
  const lineNumber = /^> *(\d+) *\|/m.exec(text)?.[1] ?? /[:(](\d+):\d+\)?/.exec(text)?.[1]
  if (lineNumber !== undefined) return { file, line: Number(lineNumber), column: 1, message }
  return { file, ...locate(project.read(file), ...namesIn(text).map((name) => `"${name}"`)), message }
}

/** `app.json: window.color field …`, `app.json: ["pages"][1] …: "pages/a.wxml"` → the names in it, innermost first. */
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
