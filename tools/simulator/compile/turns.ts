// Code → the same code that calls `simulatorTurn(place)` at each turn of a loop and in each function that calls others: what never
// yields passes there for ever, and is stopped there (pages/turns.ts).
import type { SourceMapMappings } from '@jridgewell/sourcemap-codec'
import { getLineInfo, parse } from 'acorn'
import type { AnyNode, Position } from 'acorn'

/** A position's name for the reader. */
export type PlaceOf = (position: Position) => string

/** `mappings` of a source map move with the code. @throws SyntaxError with acorn's `loc`. */
export function withTurns(code: string, placeOf: PlaceOf, mappings: SourceMapMappings = []): string {
  const found: { offset: number; text: string }[] = []
  const insert = (offset: number, text: string) => found.push({ offset, text })

  /** Whether the node contains a call. */
  function visit(node: AnyNode): boolean {
    let calls = /^(Call|New|Await|TaggedTemplate)Expression$/.test(node.type)
    for (const child of Object.values(node).flat()) if (isNode(child) && visit(child)) calls = true
    if ('body' in node && isNode(node.body)) {
      const isLoop = /^(For|While|DoWhile)/.test(node.type)
      const isFunction = /Function/.test(node.type)
      if (isLoop || (isFunction && calls)) guard(node, node.body)
    }
    return calls
  }

  function guard({ type, start }: AnyNode, body: AnyNode): void {
    const call = `simulatorTurn(${JSON.stringify(placeOf(getLineInfo(code, start)))})`
    if (body.type === 'BlockStatement') {
      const directives = body.body.filter((statement) => 'directive' in statement && statement.directive)
      insert(directives.at(-1)?.end ?? body.start + 1, `;${call};`)
    } else {
      const [before, after] = /Function/.test(type) ? [`(${call},`, ')'] : [`{${call};`, '}']
      insert(body.start, before)
      insert(body.end, after)
    }
  }

  visit(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }))
  let counted = code
  for (const { offset, text } of found.sort((one, other) => one.offset - other.offset).reverse()) {
    counted = counted.slice(0, offset) + text + counted.slice(offset)
    const { line, column } = getLineInfo(code, offset)
    for (const segment of mappings[line - 1] ?? []) if (segment[0] >= column) segment[0] += text.length
  }
  return counted
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value
}
