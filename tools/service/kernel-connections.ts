// The kernel's table of connections → how many there are to a port, accepted or not.
import { readFile } from 'node:fs/promises'

/** Undefined where there is no such table: it is Linux's. */
export async function countKernelConnections(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'latin1').catch(() => undefined)),
  )
  if (tables.every((table) => table === undefined)) return undefined
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  // local address, remote address, state: established, or closed by the client
  const line = new RegExp(String.raw`^ *\d+: [0-9A-F]+:${hex} [0-9A-F]+:[0-9A-F]+ 0[18] `, 'gm')
  return tables.reduce((sum, table) => sum + (table?.match(line)?.length ?? 0), 0)
}
