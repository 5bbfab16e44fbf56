// Instances of the service, behind nginx if that is installed, and with Redis if there are several, in front of the reference model.
import type { Killable } from '../../fakes/killable'
import { startRedis } from '../../tools/service/start-redis'
import { buildService, missingPrograms, startInstance, startNginx, type Instance } from './processes'
import { startReferenceModel, type ReferenceModel } from './reference'

export interface Fleet {
  readonly model: ReferenceModel
  readonly instances: readonly Instance[]
  readonly nginx: Killable | undefined
  readonly redis: Killable | undefined
  /** Where phones connect to. */
  readonly port: number
  close(): Promise<void>
}

export interface FleetSize {
  readonly instances: number
  /** Processes of each instance that answer. */
  readonly workers: number
}

/** Answers that may use the model at the same time, in all. */
export async function startFleet({ instances: count, workers }: FleetSize, places: number): Promise<Fleet> {
  buildService()
  const model = await startReferenceModel()
  const redis = count > 1 ? await startRedis() : undefined
  const instances = await Promise.all(
    Array.from({ length: count }, () =>
      startInstance(workers, {
        OPENAI_BASE_URL: model.baseUrl,
        // each worker has its share, and may get all that ask
        UPSTREAM_CONCURRENCY: String(places * workers),
        ...(redis && { REDIS_URL: redis.url }),
      }),
    ),
  )
  await Promise.all(instances.map(({ ready }) => ready()))
  const nginx = missingPrograms.includes('nginx')
    ? undefined
    : await startNginx(instances.map(({ port }) => port))
  return {
    ...{ model, instances, nginx, redis },
    port: nginx?.port ?? instances[0]?.port ?? 0,
    async close() {
      await nginx?.remove()
      await Promise.all(instances.map((instance) => instance.kill()))
      await redis?.kill()
      await model.close()
    },
  }
}
