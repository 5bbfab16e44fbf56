// Metrics → a port of their own, which no student's request reaches.
import { createServer } from 'node:http'
import { listenFrom } from './listen'
import { metricsContentType, renderMetrics } from './metrics'
import type { Serving } from './workers'

/** Rejects when the port is taken. Resolves to what is to be called once the service listens: from then on `GET /metrics` is answered. */
export async function openMetrics(port: number, host: string): Promise<(serving: Serving) => void> {
  let service: Serving | undefined
  const server = createServer((request, response) => {
    if (!service || request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(404).end()
      return
    }
    const { port: servicePort } = service
    service
      .measure()
      .then((values) => renderMetrics(values, servicePort))
      .then((text) => response.writeHead(200, { 'Content-Type': metricsContentType }).end(text))
      .catch(() => response.destroy())
  })
  await listenFrom(server, port, host, 0)
  return (serving) => (service = serving)
}
