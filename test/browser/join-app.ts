// For one suite: the browser and the simulator that all suites share, and a service with a log of its own.
import type { Browser } from 'playwright-core'
import { systemClock } from '../../tools/service/clock'
import { startService } from '../tools/service/start-service'
import { joinChromium, simulatorVariable } from './chromium'
import type { RunningApp } from './running-app'
import type { ServedRequest } from '../fakes/running-service'

export interface Joined {
  readonly app: RunningApp
  readonly browser: Browser
}

/** `take` is called before the suite's first test. After its last one the service stops, and the suite's pages close. */
export function joinForSuite(take: (joined: Joined) => void): void {
  let joined: Joined | undefined
  beforeAll(async () => {
    const [app, browser] = await Promise.all([joinApp(), joinChromium()])
    joined = { app, browser }
    take(joined)
  })
  afterAll(async () => {
    await joined?.browser.close()
    await joined?.app.stop()
  })
}

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
