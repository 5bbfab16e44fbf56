// A server and a port → the server listening there, or on the next free port above it.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** On 127.0.0.1 only; tries twenty ports above `first` before it rejects; 0 takes any. Resolves to the port. */
export async function listenFrom(server: Server, first: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await listenOn(server, port)
      return (server.address() as AddressInfo).port
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken || port >= Math.min(first + 20, 65_535)) throw error
    }
  }
}

function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
