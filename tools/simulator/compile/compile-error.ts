// Errors in source files → lines that an editor's terminal can jump to.
import { parseExpressionAt } from 'acorn'
import type { TransformFailure } from 'esbuild'

/** In a file, from 1. What is missing is 1. */
export interface Place {
  line?: number | undefined
  column?: number | undefined
}

export type CompileErrors = ReturnType<typeof createErrors>

/** `folder`: the name of the folder that files are relative to. */
export function createErrors(folder: string) {
  /** By line: what is wrong in a file is said once, even if several others import it. */
  const found = new Map<string, { name: string; unit: string | undefined }>()
  const fileOf = (name: string) => `${folder}/${name}`

  /** `unit`: the path of a page that cannot run because of it. Without one it is told by the file's name. */
  function report(name: string, message: string, at: Place = {}, unit?: string): void {
    found.set(`${fileOf(name)}:${at.line ?? 1}:${at.column ?? 1} ${message}`, { name, unit })
  }
  /** What a parser throws: esbuild several messages at once. */
  function explain(name: string, failure: unknown): void {
    const { errors } = failure as Partial<TransformFailure>
    if (errors === undefined) report(name, String(failure))
    for (const { text, location } of errors ?? [])
      report(name, text, { line: location?.line, column: (location?.column ?? 0) + 1 })
  }
  return { found, fileOf, report, explain }
}

/** Line and column, from 1, of the first `needle` in `text`; the file's beginning if it is absent. */
export function locate(text: string, needle: string): Place {
  return placeAt(text, text.indexOf(needle))
}

/** JSON as acorn reads it: an array, an object or a value. */
interface JsonNode {
  start: number
  elements?: JsonNode[]
  properties?: { key: { value: unknown }; value: JsonNode }[]
}

/** Of a value in JSON, by the names and indices that lead to it. */
export function locateInJson(text: string, path: readonly (string | number)[]): Place {
  let node = parseExpressionAt(text, 0, { ecmaVersion: 'latest' }) as unknown as JsonNode
  for (const step of path) {
    const named = node.properties?.find(({ key }) => key.value === step)?.value
    node = named ?? node.elements?.[Number(step)] ?? node
  }
  return placeAt(text, node.start)
}

export function placeAt(text: string, at: number): Place {
  const lines = text.slice(0, Math.max(0, at)).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
