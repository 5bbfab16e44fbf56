// The page's WebSocket to the simulator's server: news of a build, and the calls of drivers.
import { showProblems } from '../pages/problems'
import type { Methods, Params, Tell } from './methods'

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
      const { id, method, params } = JSON.parse(data as string) as {
        id?: number
        method: string
        params: unknown
      }
      if (method === 'reload') location.reload()
      else if (method === 'problems') showProblems(params as string[])
      else void answer(method, params as Params).then((outcome) => send({ id, ...outcome }))
    }
  }
  async function answer(method: string, params: Params): Promise<object> {
    try {
      const table = await methods
      if (!Object.hasOwn(table, method)) throw new Error(`not in the simulator: ${method}`)
      const result = (await table[method]?.(params)) ?? {}
      // here, where what is not JSON can still be refused
      return { result: JSON.parse(JSON.stringify(result)) as unknown }
    } catch (error) {
      return { error: { message: messageOf(error) } }
    }
  }
  const send = (message: object): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
  }
  connect()
  return (method, params) => send({ method, params })
}

/** WeChat's APIs fail with an object. */
export function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const { errMsg } = (error ?? {}) as { errMsg?: unknown }
  return typeof errMsg === 'string' ? errMsg : String(error)
}
