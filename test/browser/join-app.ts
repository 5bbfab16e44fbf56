// For one suite: the simulator that all suites share, and a service with a log of its own.
import { systemClock } from '../../tools/service/clock'
import { startService } from '../tools/service/start-service'
import { simulatorVariable } from './chromium'
import type { RunningApp } from './running-app'
import type { ServedRequest } from '../fakes/running-service'

export async function joinApp(): Promise<RunningApp> {
  const simulatorAddress = process.env[simulatorVariable]
  if (simulatorAddress === undefined) throw new Error('no simulator was started for this run: see setup.ts')
  const service = await startService({ clock: systemClock })
  service.allowContentOrigin(simulatorAddress)
  return {
    simulatorAddress,
    serviceAddress: service.origin,
    served: async () => (await (await fetch(`${service.origin}/log`)).json()) as ServedRequest[],
    stop: () => service.close(),
  }
}
