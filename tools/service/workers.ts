// Several processes behind one address: the first starts the workers that answer, one for each core, and hands them the connections
// in turn (node:cluster does); it replaces those that die, and ends them all.
import cluster, { type Worker } from 'node:cluster'
import { keepSharedCounts } from './counts'
import type { Metrics, MetricValues } from './metrics'

/** What the first process tells a worker. */
type Order = { readonly order: 'close' } | { readonly order: 'measure'; readonly id: number }
/** A worker's answer to `measure`. */
interface Measured {
  readonly measured: number
  readonly values: readonly MetricValues[]
}

/** What answers requests: one process, or several that look like one. */
export interface Serving {
  readonly port: number
  close(): Promise<void>
  /** Of each process but those that are too busy to say. */
  measure(): Promise<readonly MetricValues[]>
}

/** The first worker could not start; it has said why. */
export class WorkerFault extends Error {}

/** One that has lived so long did not die of its start. */
const steadyMs = 60_000
const restartMs = { first: 250, max: 30_000 }
const measureMaxMs = 2_000

/** The second starts when the first has: whatever keeps all of them from starting is said once, and rejects with a `WorkerFault`. */
export async function startWorkers(
  count: number,
  own: Metrics,
  note: (text: string) => void,
): Promise<Serving> {
  const workers = new Set<Worker>()
  const listening = new WeakSet<Worker>()
  let hasBegun = false
  let isClosing = false
  let failures = 0
  let lastId = 0

  function start(): Worker {
    const startedMs = performance.now()
    const worker = cluster.fork()
    workers.add(worker)
    worker.once('listening', () => listening.add(worker))
    worker.once('exit', (code: number, signal: string | null) => {
      workers.delete(worker)
      if (isClosing || !hasBegun) return
      failures = performance.now() - startedMs < steadyMs ? failures + 1 : 0
      const waitMs = failures === 0 ? 0 : Math.min(restartMs.first * 2 ** (failures - 1), restartMs.max)
      note(`process ${worker.process.pid} ended with ${signal ?? code}: another takes its place`)
      setTimeout(() => {
        if (!isClosing) start()
      }, waitMs)
    })
    return worker
  }

  function measure(worker: Worker): Promise<readonly MetricValues[]> {
    const id = ++lastId
    return new Promise((resolve) => {
      const finish = (values: readonly MetricValues[]) => {
        clearTimeout(tooLate)
        worker.off('message', take)
        resolve(values)
      }
      const take = ({ measured, values = [] }: Partial<Measured>) => {
        if (measured === id) finish(values)
      }
      const tooLate = setTimeout(() => finish([]), measureMaxMs)
      worker.on('message', take)
      tell(worker, { order: 'measure', id })
    })
  }

  keepSharedCounts()
  const first = start()
  const port = await new Promise<number>((resolve, reject) => {
    first.once('listening', (address) => resolve(address.port))
    first.once('exit', () => reject(new WorkerFault()))
  })
  hasBegun = true
  while (workers.size < count) start()

  return {
    port,
    measure: async () => [
      await own.values(),
      ...(await Promise.all([...workers].filter((worker) => listening.has(worker)).map(measure))).flat(),
    ],
    async close() {
      isClosing = true
      const ended = [...workers].map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
      for (const worker of workers) {
        // one that is still starting serves nobody, and would not hear
        if (listening.has(worker)) tell(worker, { order: 'close' })
        else worker.process.kill('SIGKILL')
      }
      await Promise.all(ended)
    },
  }
}

/** In a worker. Signals are for the first process: a terminal sends them to all. */
export function obey({ close, measure }: Serving): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
  process.on('message', (order: Order) => {
    if (order.order === 'close') void close().then(() => process.exit(0))
    if (order.order === 'measure') {
      const { id } = order
      void measure().then((values) => process.send?.({ measured: id, values } satisfies Measured))
    }
  })
}

function tell(worker: Worker, order: Order) {
  // one that is dying may have closed its channel
  if (worker.isConnected()) worker.send(order, () => undefined)
}
