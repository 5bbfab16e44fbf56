// Instances of the service, behind nginx if that is installed, and with Redis if there are several, in front of the reference model.
import {
  buildService,
  missingPrograms,
  startInstance,
  startNginx,
  startRedis,
  type Instance,
  type Killable,
} from './processes'
import { startReferenceModel, type ReferenceModel } from './reference'

export interface Fleet {
  readonly model: ReferenceModel
  readonly instances: readonly Instance[]
  readonly nginx: Killable | undefined
  readonly redis: Killable | undefined
  /** Where phones connect to. */
  readonly port: number
  /** The sum over all instances. */
  metric(name: string): Promise<number>
  close(): Promise<void>
}

export interface FleetOptions {
  readonly instances: number
  /** Answers that may use the model at the same time, in all. */
  readonly places: number
}

export async function startFleet({ instances: count, places }: FleetOptions): Promise<Fleet> {
  buildService()
  const model = await startReferenceModel()
  const redis = count > 1 ? await startRedis() : undefined
  const instances = await Promise.all(
    Array.from({ length: count }, () =>
      startInstance({
        OPENAI_BASE_URL: model.baseUrl,
        UPSTREAM_CONCURRENCY: String(places),
        ...(redis && { REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
      }),
    ),
  )
  const nginx = missingPrograms.includes('nginx')
    ? undefined
    : await startNginx(instances.map(({ port }) => port))
  return {
    ...{ model, instances, nginx, redis },
    port: nginx?.port ?? instances[0]?.port ?? 0,
    async metric(name) {
      const values = await Promise.all(instances.map((instance) => instance.metric(name)))
      return values.reduce((sum, value) => sum + value, 0)
    },
    async close() {
      await nginx?.remove()
      await Promise.all(instances.map((instance) => instance.kill()))
      await redis?.kill()
      await model.close()
    },
  }
}
