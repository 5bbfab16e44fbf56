// Bytes, cut anywhere → the events of an event stream (text/event-stream), or the whole body if it is none.
import { UpstreamError } from './upstream-error'

export interface ServerEvent {
  /** Empty if the server gave none. */
  readonly name: string
  /** Its lines joined by newlines. */
  readonly data: string
}

export interface EventReader {
  /** Hands over the events that these bytes complete. */
  read(bytes: Uint8Array): void
  /** The event that the response's end completes, if it was not cut; or the body that was no event stream. */
  end(): { readonly last?: ServerEvent; readonly body?: string }
}

/** Of one event, and of a body that is no event stream. A long answer's last event with usage has some hundred characters. */
const lengthMax = 4_000_000

/** JSON or a page: no line of an event stream begins so. Servers that send one often name the wrong type, so the type is not asked. */
const noStream = /^\s*[{[<]/

/** What a line says, if it is about `field`. */
function valueOf(line: string, field: string): string | undefined {
  if (!line.startsWith(field)) return undefined
  if (line.length === field.length) return ''
  if (line[field.length] !== ':') return undefined
  return line.slice(field.length + (line[field.length + 1] === ' ' ? 2 : 1))
}

/** Every character is looked at once, however the bytes are cut. Comments and fields that nobody needs are dropped. */
export function createEventReader(onEvent: (event: ServerEvent) => void): EventReader {
  const decoder = new TextDecoder()
  /** The pieces of the line that has no end yet, or of a body that is no stream. */
  let pieces: string[] = []
  let length = 0
  let form: 'unknown' | 'stream' | 'body' = 'unknown'
  let isAfterReturn = false
  let name = ''
  let lines: string[] = []
  const lineEnd = /\r\n?|\n/g

  function hold(text: string, start: number, end: number) {
    if (start === end) return
    pieces.push(text.slice(start, end))
    length += end - start
    if (length > lengthMax) throw new UpstreamError({ codes: ['endless'] })
  }

  function takeLine(line: string) {
    const data = valueOf(line, 'data')
    if (data !== undefined) {
      lines.push(data)
      return
    }
    name = valueOf(line, 'event') ?? name
    length -= line.length
  }

  function takeEvent(): ServerEvent | undefined {
    const event = lines.length > 0 ? { name, data: lines.join('\n') } : undefined
    name = ''
    lines = []
    length = 0
    return event
  }

  function readText(text: string) {
    if (form === 'unknown') {
      if (noStream.test(text)) form = 'body'
      else if (text.trim() !== '') form = 'stream'
    }
    if (form === 'body') {
      hold(text, 0, text.length)
      return
    }
    let start = isAfterReturn && text.startsWith('\n') ? 1 : 0
    if (text !== '') isAfterReturn = text.endsWith('\r')
    lineEnd.lastIndex = start
    for (let found = lineEnd.exec(text); found; found = lineEnd.exec(text)) {
      hold(text, start, found.index)
      start = lineEnd.lastIndex
      if (pieces.length > 0) {
        takeLine(pieces.join(''))
        pieces = []
        continue
      }
      const event = takeEvent()
      if (event) onEvent(event)
    }
    hold(text, start, text.length)
  }

  return {
    read(bytes) {
      readText(decoder.decode(bytes, { stream: true }))
    },
    end() {
      const rest = pieces.join('') + decoder.decode()
      if (form === 'body') return { body: rest }
      if (rest !== '') takeLine(rest)
      const last = takeEvent()
      return last ? { last } : {}
    },
  }
}
