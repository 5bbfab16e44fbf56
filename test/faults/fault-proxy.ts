// TCP connections to the service, on this machine → the same bytes both ways, with the faults of a plan.
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import { faultless } from './fault-plan'
import type { DirectionFaults, FaultPlan } from './fault-plan'

/** One connection from the client. */
export interface ProxiedConnection {
  /** Everything the client sent and the service returned, before any fault. */
  readonly request: Buffer
  readonly response: Buffer
  /** A byte was changed on its way to the client. */
  readonly isResponseCorrupted: boolean
  /** One direction passes nothing more, though both sides are open. */
  readonly isFrozen: boolean
  /** When the last byte passed, in either direction: milliseconds since the epoch. */
  readonly lastPassedAtMs: number
  /** Both sides are closed. */
  readonly isClosed: boolean
}

export interface FaultProxy {
  readonly origin: string
  /** Applies to new connections. */
  plan: FaultPlan
  /** Oldest first. */
  readonly connections: readonly ProxiedConnection[]
  /** Resets every open connection. */
  cut(): void
  close(): Promise<void>
}

/** After this many pieces, bytes are passed on unsplit: a thousand runs must finish in reasonable time. */
const cutPiecesMax = 200

interface Flow {
  readonly seen: Buffer[]
  isCorrupted: boolean
  isFrozen: boolean
  lastPassedAtMs: number
}

function createFlow(): Flow {
  return { seen: [], isCorrupted: false, isFrozen: false, lastPassedAtMs: Date.now() }
}

/** Listens on its own port, in front of the service on 127.0.0.1; `portOf` is asked for each connection, counted from 0. */
export async function createFaultProxy(service: number | ((at: number) => number)): Promise<FaultProxy> {
  const portOf = typeof service === 'number' ? () => service : service
  const connections: ProxiedConnection[] = []
  const sockets = new Set<Socket>()

  const server = createServer({ noDelay: true }, (client) => {
    void proxy(client, plan).catch(() => client.destroy())
  })
  let plan = faultless

  async function proxy(client: Socket, faults: FaultPlan): Promise<void> {
    const request = createFlow()
    const response = createFlow()
    const upstream: { socket?: Socket } = {}
    const servicePort = portOf(connections.length)
    connections.push({
      get request() {
        return Buffer.concat(request.seen)
      },
      get response() {
        return Buffer.concat(response.seen)
      },
      get isResponseCorrupted() {
        return response.isCorrupted
      },
      get isFrozen() {
        return request.isFrozen || response.isFrozen
      },
      get lastPassedAtMs() {
        return Math.max(request.lastPassedAtMs, response.lastPassedAtMs)
      },
      get isClosed() {
        return client.destroyed && (upstream.socket?.destroyed ?? true)
      },
    })
    track(client, () => upstream.socket?.destroy())
    if (faults.isRefused) return reset(client)
    if (faults.connectDelayMs > 0) await delay(faults.connectDelayMs)
    if (client.destroyed) return
    const upward = connect({ port: servicePort, host: '127.0.0.1', noDelay: true })
    upstream.socket = upward
    // a service that is gone is a connection that breaks, not one that stays open
    track(upward, () => upward.errored && client.destroy())
    await Promise.all([
      pass(client, upward, faults.request, request),
      pass(upward, client, faults.response, response),
    ])
  }

  function track(socket: Socket, onClose: () => void): void {
    sockets.add(socket)
    // errors need no handling of their own: the close that follows also closes the other side
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      onClose()
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get plan() {
      return plan
    },
    set plan(next) {
      plan = next
    },
    connections,
    cut: () => sockets.forEach(reset),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Passes bytes on until `from` ends or the plan ends it. */
async function pass(from: Socket, to: Socket, faults: DirectionFaults, flow: Flow): Promise<void> {
  const { ending } = faults
  const endsAt = ending?.atBytes ?? Infinity
  let passedBytes = 0
  let pieces = 0
  try {
    for await (const received of from as AsyncIterable<Buffer>) {
      flow.seen.push(received)
      for (let at = 0; at < received.length && passedBytes < endsAt;) {
        const pieceMaxBytes = pieces < cutPiecesMax ? faults.pieceMaxBytes : Infinity
        const size = Math.min(pieceMaxBytes, received.length - at, endsAt - passedBytes)
        const piece = Buffer.from(received.subarray(at, at + size))
        if (faults.pauseMs > 0) await delay(faults.pauseMs)
        else await turn()
        if (to.destroyed) return
        const corrupted = (faults.corruptAtBytes ?? -1) - passedBytes
        if (corrupted >= 0 && corrupted < size) {
          piece[corrupted] = (piece[corrupted] ?? 0) ^ (1 << (corrupted % 7))
          flow.isCorrupted = true
        }
        to.write(piece)
        flow.lastPassedAtMs = Date.now()
        pieces += 1
        passedBytes += size
        at += size
      }
      if (passedBytes < endsAt) continue
      if (ending?.kind === 'freeze') {
        flow.isFrozen = true
        continue
      }
      if (ending?.kind === 'reset') reset(to)
      else to.end()
      return
    }
    // when frozen, not even the end is passed on
    if (passedBytes < endsAt) to.end()
  } catch {
    // the sender aborted, so the receiver's connection is reset too
    reset(to)
  }
}

/** libuv cannot reset a socket that is shutting down (uv_tcp_close_reset, libuv 1.46); Node 20 then never closes it. */
function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy()
  else socket.resetAndDestroy()
}
