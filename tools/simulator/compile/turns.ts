// Code → the same code that calls `simulatorTurn(place)` at each turn of a loop and in each function that calls others: what never
// yields passes there for ever, and is stopped there (pages/turns.ts).
import { parse } from 'acorn'
import type { AnyNode, Node } from 'acorn'

export interface Insertion {
  /** Offset in the code. */
  at: number
  text: string
}

/** `placeAt` names an offset for the reader. Code that does not parse gets none. */
export function findTurns(code: string, placeAt: (offset: number) => string): Insertion[] {
  const found: Insertion[] = []
  const call = ({ start }: Node) => `simulatorTurn(${JSON.stringify(placeAt(start))})`
  const insert = (at: number, text: string) => found.push({ at, text })

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

  function guard(owner: AnyNode, body: AnyNode): void {
    if (body.type === 'BlockStatement') {
      const directives = body.body.filter((statement) => 'directive' in statement && statement.directive)
      insert(directives.at(-1)?.end ?? body.start + 1, `;${call(owner)};`)
    } else if (/Function/.test(owner.type)) {
      insert(body.start, `(${call(owner)},`)
      insert(body.end, ')')
    } else {
      insert(body.start, `{${call(owner)};`)
      insert(body.end, '}')
    }
  }

  try {
    visit(parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true }))
  } catch {
    return []
  }
  return found.sort((one, other) => one.at - other.at)
}

export function insertAll(code: string, insertions: readonly Insertion[]): string {
  const ends = [...insertions.map(({ at }) => at), code.length]
  return insertions.reduce(
    (done, { at, text }, index) => done + text + code.slice(at, ends[index + 1]),
    code.slice(0, ends[0]),
  )
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value
}
