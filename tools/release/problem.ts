// A problem in a project → one line that an editor's terminal can jump to.
import { ReleaseError } from './credentials'

/** `file` is relative to the project's root, with forward slashes; `line` and `column` start at 1. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** `miniprogram/pages/a.wxml:3:7 missing end tag` */
export function formatProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message}`
}

/** Line and column, from 1, of the first of `needles` that `text` contains; otherwise the file's beginning. */
export function locate(text: string, ...needles: string[]): { line: number; column: number } {
  const needle = needles.find((candidate) => text.includes(candidate))
  const lines = (needle === undefined ? '' : text.slice(0, text.indexOf(needle))).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** One line shows one problem; `npm run compile` shows them all. */
export function projectError([first, ...others]: readonly Problem[]): ReleaseError {
  const more = others.length > 0 ? ` (and ${others.length} more: npm run compile)` : ''
  return new ReleaseError(first === undefined ? 'the project was refused' : formatProblem(first) + more)
}
