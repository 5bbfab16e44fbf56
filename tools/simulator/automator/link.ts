// The page's WebSocket to the simulator's server: news of a build, and the calls of drivers.
import { showProblems } from '../pages/problems'
import type { Methods, Params, Tell } from './methods'

type Call = { id?: number; method: string; params: Params & string[] }

const RECONNECT_MS = 1_000

/** Calls that arrive before `methods` wait for them; if the mini program cannot start, they are refused with the reason. */
export function linkToServer(methods: Promise<Methods>): Tell {
  let socket: WebSocket
  // its reason is on the page already
  methods.catch(() => undefined)

  function connect(): void {
    let wasOpen = false
    socket = new WebSocket(`ws://${location.host}/page${location.search}`)
    socket.onopen = () => (wasOpen = true)
    // the server may be started again
    socket.onclose = () => wasOpen && setTimeout(connect, RECONNECT_MS)
    socket.onmessage = ({ data }) => {
      const call = JSON.parse(data as string) as Call
      if (call.method === 'reload') location.reload()
      else if (call.method === 'problems') showProblems(call.params)
      else void answer(call).then(send)
    }
  }
  async function answer({ id, method, params }: Call): Promise<string> {
    try {
      const table = await methods
      if (!Object.hasOwn(table, method)) throw new Error(`not in the simulator: ${method}`)
      // what is not JSON is refused here
      return JSON.stringify({ id, result: (await table[method]?.(params)) ?? {} })
    } catch (error) {
      return JSON.stringify({ id, error: { message: messageOf(error) } })
    }
  }
  const send = (message: string): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message)
  }
  connect()
  return (method, params) => send(JSON.stringify({ method, params }))
}

/** WeChat's APIs fail with an object. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const { errMsg } = (error ?? {}) as { errMsg?: unknown }
  return typeof errMsg === 'string' ? errMsg : String(error)
}
