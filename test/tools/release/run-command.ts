// Runs a release command in its own process, as npm does: miniprogram-ci leaves its process in an unclean state.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export interface Outcome {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  process: ChildProcess
  ended: Promise<Outcome>
}

/** `script` is relative to `root`. The process gets `environment` and the minimum that a program needs to start. */
export function startCommand(
  root: string,
  command: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: root, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    )
  })
  return { process: child, ended }
}

export function runCommand(
  root: string,
  command: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return startCommand(root, command, environment).ended
}
