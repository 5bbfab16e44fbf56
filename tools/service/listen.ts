// A server and a port → the server listening there, or on a free port above it.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Tries up to `more` ports above `first` before it rejects; 0 picks any free port. Resolves to the port. */
export async function listenFrom(server: Server, first: number, host: string, more: number): Promise<number> {
  for (let port = first; ; port++) {
    try {
      await listenOn(server, port, host)
      return (server.address() as AddressInfo).port
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      if (!taken) throw error
      if (port >= Math.min(first + more, 65_535)) throw new Error(`port ${first} on ${host} is taken`)
    }
  }
}

function listenOn(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
