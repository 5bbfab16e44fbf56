// An error in a source file → one line that an editor's terminal can jump to.

/** `file` is relative to the project's root; `line` and `column` start at 1. */
export interface CompileError {
  file: string
  line: number
  column: number
  message: string
  /** Path of the page or component that cannot run. Without one, no page can. */
  unit?: string
}

/** `miniprogram/pages/a.wxml:3:7 missing end tag` */
export function formatCompileError({ file, line, column, message }: CompileError): string {
  return `${file}:${line}:${column} ${message}`
}

/** Line and column, from 1, of the first `needle` in `text`; the file's beginning if it is absent. */
export function locate(text: string, needle: string): { line: number; column: number } {
  const lines = text.slice(0, Math.max(0, text.indexOf(needle))).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
