// HTTP method and URL → the requested operation.

export interface AnswerRoute {
  /** `undefined` for the contract's own path. */
  readonly scenario: string | undefined
  /** `;ms=N` after the scenario's name: a path parameter (RFC 3986 3.3), so it can be part of an apiAddress. */
  readonly pauseMs: number | undefined
}

const viewPaths = ['/', '/scenario', '/log', '/healthz'] as const
export type ViewPath = (typeof viewPaths)[number]

/** A text to be read aloud. */
export interface SpeechRoute {
  readonly speech: true
}

/** An answer that the student no longer wants. */
export interface StopRoute {
  readonly stop: true
}

export type Route =
  AnswerRoute | SpeechRoute | StopRoute | { readonly view: ViewPath } | 'not-found' | 'wrong-method'

const method = '/chat_completion.ChatService/ielts_speaking_p1_generate'
const speech = '/speech'
const stop = '/stop'
const withScenario = /^\/scenario\/([a-z0-9-]{1,40})(?:;ms=(\d{1,6}))?$/

export function parseRoute(httpMethod: string, url: string): Route {
  const path = url.split('?')[0] ?? ''
  const view = viewPaths.find((known) => known === path)
  // Node leaves out the body of a response to HEAD
  if (view !== undefined) return httpMethod === 'GET' || httpMethod === 'HEAD' ? { view } : 'wrong-method'
  const asked = [method, speech, stop].find((known) => path.endsWith(known))
  if (asked === undefined) return 'not-found'
  const prefix = path.slice(0, -asked.length)
  const match = withScenario.exec(prefix)
  if (prefix !== '' && match === null) return 'not-found'
  if (httpMethod !== 'POST') return 'wrong-method'
  // whatever the scenario: it is part of an apiAddress
  if (asked === speech) return { speech: true }
  if (asked === stop) return { stop: true }
  return { scenario: match?.[1], pauseMs: match?.[2] === undefined ? undefined : Number(match[2]) }
}
