// What the loads say to their processes, and read of the service's metrics.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Sends `message` and resolves to the next message that comes back. */
export async function ask<T>(child: ChildProcess, message: unknown): Promise<T> {
  child.send(message as object)
  const [answer] = (await once(child, 'message')) as [T]
  return answer
}

/** The service's metrics now, by name. */
export async function readMetrics(metricsUrl: string): Promise<(name: string) => number> {
  const text = await (await fetch(metricsUrl)).text()
  return (name) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1])
}
