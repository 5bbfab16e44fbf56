// TCP in front of the service, on this machine: passes bytes both ways and lets go wrong what a plan says.
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises'
import { faultless } from './fault-plan'
import type { DirectionFaults, FaultPlan } from './fault-plan'

/** One connection of the client's. */
export interface ProxiedConnection {
  /** What the client sent and what the service answered, before anything went wrong with it. */
  readonly request: Buffer
  readonly response: Buffer
  /** A byte on its way to the client was changed. */
  readonly isResponseCorrupted: boolean
  /** Both sides are closed. */
  readonly isClosed: boolean
}

export interface FaultProxy {
  readonly origin: string
  /** For the connections to come. */
  plan: FaultPlan
  /** Oldest first. */
  readonly connections: readonly ProxiedConnection[]
  close(): Promise<void>
}

interface Flow {
  readonly seen: Buffer[]
  isCorrupted: boolean
}

/** In front of the service on 127.0.0.1:`servicePort`, on a port of its own. */
export async function createFaultProxy(servicePort: number): Promise<FaultProxy> {
  const connections: ProxiedConnection[] = []
  const sockets = new Set<Socket>()

  const server = createServer({ noDelay: true }, (client) => {
    void proxy(client, plan).catch(() => client.destroy())
  })
  let plan = faultless

  async function proxy(client: Socket, faults: FaultPlan): Promise<void> {
    const request: Flow = { seen: [], isCorrupted: false }
    const response: Flow = { seen: [], isCorrupted: false }
    let service: Socket | undefined
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
      get isClosed() {
        return client.destroyed && (service?.destroyed ?? true)
      },
    })
    hold(client, () => service?.destroy())
    if (faults.isRefused) return void client.resetAndDestroy()
    if (faults.connectDelayMs > 0) await delay(faults.connectDelayMs)
    if (client.destroyed) return
    service = connect({ port: servicePort, host: '127.0.0.1', noDelay: true })
    hold(service, () => undefined)
    await Promise.all([
      pass(client, service, faults.request, request),
      pass(service, client, faults.response, response),
    ])
  }

  function hold(socket: Socket, onClose: () => void): void {
    sockets.add(socket)
    // what broke is told by what follows: the other side is closed too
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
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Until `from` has ended, or the plan has ended it. */
async function pass(from: Socket, to: Socket, faults: DirectionFaults, flow: Flow): Promise<void> {
  const { ending } = faults
  const endsAt = ending?.atBytes ?? Infinity
  let passedBytes = 0
  try {
    for await (const received of from as AsyncIterable<Buffer>) {
      flow.seen.push(received)
      for (let at = 0; at < received.length && passedBytes < endsAt;) {
        const size = Math.min(faults.pieceMaxBytes, received.length - at, endsAt - passedBytes)
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
        passedBytes += size
        at += size
      }
      if (passedBytes < endsAt || ending?.kind === 'freeze') continue
      if (ending?.kind === 'reset') to.resetAndDestroy()
      else to.end()
      return
    }
    // frozen: nothing more, not even the end
    if (passedBytes < endsAt) to.end()
  } catch {
    // the sender broke off: so does what it sent
    to.resetAndDestroy()
  }
}
