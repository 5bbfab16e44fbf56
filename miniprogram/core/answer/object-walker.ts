// Characters, cut anywhere → where one JSON object ends, or where it turns out to be malformed.

/** Reads one object, from its opening brace, looking at each character once. Accepts what `JSON.parse` does (RFC 8259). */
export interface ObjectWalker {
  /**
   * Reads `text` from index `from` and returns where it stopped: at `text.length` while `open`, after the closing brace
   * when `closed`, at the invalid character when `broken`.
   */
  walk(text: string, from: number): number
  readonly state: 'open' | 'closed' | 'broken'
  /** The complete objects inside the unfinished one: outermost only, in order. */
  readonly complete: readonly ObjectRange[]
  /**
   * When `broken`: the position from which to look for the next object. If a frame was cut inside a string, the string
   * seems to continue into the next frame (`"content":"Hel{"error":…`), so it is searched again.
   */
  readonly resumeAt: number
}

/** `[start, end)` in UTF-16 units from the outermost opening brace. */
export interface ObjectRange {
  readonly start: number
  readonly end: number
}

type Closer = '}' | ']'

// All but quotes, backslashes and control characters, which JSON forbids in strings.
const plainCharacters = /[\u0020\u0021\u0023-\u005b\u005d-\uffff]*/y
const scalarCharacters = /[-+.0-9A-Za-z]*/y
const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/

export function createObjectWalker(): ObjectWalker {
  let state: ObjectWalker['state'] = 'open'
  let position = 0
  /** `completeBefore`: the number of complete objects when it opened. */
  const containers: { closer: Closer; start: number; completeBefore: number }[] = []
  const complete: ObjectRange[] = []
  let expected: 'key' | 'key or end' | 'colon' | 'value' | 'value or end' | 'comma or end' = 'value'
  let token: 'none' | 'string' | 'escape' | 'hex' | 'scalar' = 'none'
  let hexDigitsLeft = 0
  let scalarText = ''
  /** Where the last token began if it is a string, else -1. */
  let stringStart = -1
  let resumeAt = 0

  function takeString(text: string, from: number): number {
    const index = runEnd(plainCharacters, text, from)
    const character = text.charAt(index)
    if (character === '') return index
    if (character === '"') token = 'none'
    else if (character === '\\') token = 'escape'
    else return broken(index)
    return index + 1
  }

  function takeEscape(text: string, index: number): number {
    const character = text.charAt(index)
    if (!'"\\/bfnrtu'.includes(character)) return broken(index)
    token = character === 'u' ? 'hex' : 'string'
    hexDigitsLeft = 4
    return index + 1
  }

  function takeHexDigit(text: string, index: number): number {
    if (!/[0-9A-Fa-f]/.test(text.charAt(index))) return broken(index)
    if (--hexDigitsLeft === 0) token = 'string'
    return index + 1
  }

  function takeScalar(text: string, from: number): number {
    const index = runEnd(scalarCharacters, text, from)
    scalarText += text.slice(from, index)
    if (index === text.length) return index
    token = 'none'
    expected = 'comma or end'
    return scalar.test(scalarText) ? index : broken(index)
  }

  function takeStructure(text: string, index: number): number {
    const character = text.charAt(index)
    if (' \n\r\t'.includes(character)) return index + 1
    if (character === '"') return beginString(index)
    const afterString = stringStart
    stringStart = -1
    const valueMayBegin = expected === 'value' || expected === 'value or end'
    if (character === ',' && expected === 'comma or end') {
      expected = containers[containers.length - 1]?.closer === '}' ? 'key' : 'value'
    } else if (character === ':' && expected === 'colon') {
      expected = 'value'
    } else if ((character === '{' || character === '[') && valueMayBegin) {
      open(character === '{' ? '}' : ']', position + index)
    } else if ((character === '}' || character === ']') && mayClose(character)) {
      close(position + index)
    } else if (valueMayBegin && /[-0-9tfn]/.test(character)) {
      token = 'scalar'
      scalarText = character
    } else {
      stringStart = afterString
      return broken(index)
    }
    return index + 1
  }

  function beginString(index: number): number {
    if (expected === 'colon' || expected === 'comma or end') return broken(index)
    expected = expected === 'key' || expected === 'key or end' ? 'colon' : 'comma or end'
    token = 'string'
    stringStart = position + index
    return index + 1
  }

  function open(closer: Closer, start: number): void {
    containers.push({ closer, start, completeBefore: complete.length })
    expected = closer === '}' ? 'key or end' : 'value or end'
  }

  function mayClose(closer: Closer): boolean {
    if (containers[containers.length - 1]?.closer !== closer) return false
    return expected === 'comma or end' || expected === (closer === '}' ? 'key or end' : 'value or end')
  }

  function close(last: number): void {
    const container = containers.pop()
    if (container?.closer === '}') {
      complete.length = container.completeBefore
      complete.push({ start: container.start, end: last + 1 })
    }
    expected = 'comma or end'
    if (containers.length === 0) state = 'closed'
  }

  function broken(index: number): number {
    state = 'broken'
    resumeAt = token === 'none' && stringStart >= 0 ? stringStart + 1 : position + index
    return index
  }

  const takers = {
    none: takeStructure,
    string: takeString,
    escape: takeEscape,
    hex: takeHexDigit,
    scalar: takeScalar,
  }

  return {
    walk(text, from) {
      position -= from // during the loop, the position of text[0]
      let index = from
      while (index < text.length && state === 'open') index = takers[token](text, index)
      position += index
      return index
    },
    get state() {
      return state
    },
    complete,
    get resumeAt() {
      return resumeAt
    },
  }
}

/** Where the characters end that sticky `pattern` matches at `index`. */
function runEnd(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index
  pattern.test(text)
  return pattern.lastIndex
}
