// Code → the same code that calls `simulatorTurn(place)` at each turn of a loop and in each function that calls others: what never
// yields passes there for ever, and is stopped there (pages/turns.ts).
import type { SourceMapMappings } from '@jridgewell/sourcemap-codec'
import { parse } from 'acorn'
import type { Position, SourceLocation } from 'acorn'

/** A position's name for the reader. */
export type PlaceOf = (position: Position) => string
interface Node {
  type: string
  start: number
  end: number
  loc: SourceLocation
  body?: Node | Node[]
  directive?: string
}

/** `mappings` of a source map move with the code. @throws SyntaxError with acorn's `loc`. */
export function withTurns(code: string, placeOf: PlaceOf, mappings: SourceMapMappings = []): string {
  const found: { offset: number; at: Position; text: string }[] = []
  const insert = (offset: number, at: Position, text: string) => found.push({ offset, at, text })

  /** Whether the node contains a call. */
  function visit(node: Node): boolean {
    let calls = /^(Call|New|Await|TaggedTemplate)Expression$/.test(node.type)
    for (const child of Object.values(node).flat()) if (isNode(child) && visit(child)) calls = true
    if (isNode(node.body)) {
      const isLoop = /^(For|While|DoWhile)/.test(node.type)
      const isFunction = /Function/.test(node.type)
      if (isLoop || (isFunction && calls)) guard(node, node.body)
    }
    return calls
  }

  function guard({ type, loc }: Node, body: Node): void {
    const call = `simulatorTurn(${JSON.stringify(placeOf(loc.start))})`
    const { start, end } = body.loc
    if (Array.isArray(body.body)) {
      const last = body.body.filter(({ directive }) => directive).at(-1)
      const inside = { ...start, column: start.column + 1 }
      insert(last?.end ?? body.start + 1, last?.loc.end ?? inside, `;${call};`)
    } else {
      const [before, after] = /Function/.test(type) ? [`(${call},`, ')'] : [`{${call};`, '}']
      insert(body.start, start, before)
      insert(body.end, end, after)
    }
  }

  visit(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true, locations: true }) as Node)
  const pieces: string[] = []
  let rest = code.length
  for (const { offset, at, text } of found.sort((one, other) => one.offset - other.offset).reverse()) {
    pieces.push(code.slice(offset, rest), text)
    rest = offset
    for (const segment of mappings[at.line - 1] ?? []) if (segment[0] >= at.column) segment[0] += text.length
  }
  return code.slice(0, rest) + pieces.reverse().join('')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
