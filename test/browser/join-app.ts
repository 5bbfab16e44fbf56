// For one suite: the browser and the simulator that all suites share, and a service with a log of its own.
import type { Browser } from 'playwright-core'
import { systemClock, type Clock } from '../../tools/service/clock'
import { startService } from '../tools/service/start-service'
import { joinChromium, simulatorVariable } from './chromium'
import type { RunningApp } from './running-app'
import type { ServedRequest } from '../fakes/running-service'

export interface JoinedApp extends RunningApp {
  /** From its next word on, the service writes without pauses, or with them again. */
  hurry(isHurried: boolean): void
}

export interface Joined {
  readonly app: JoinedApp
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

/** Pauses between words are shorter than this, its other waits longer. */
const pauseMaxMs = 2_000

export async function joinApp(): Promise<JoinedApp> {
  const simulatorAddress = process.env[simulatorVariable]
  if (simulatorAddress === undefined) throw new Error('no simulator was started for this run: see setup.ts')
  let isInHurry = false
  const clock: Clock = {
    ...systemClock,
    wait: (ms, signal) => systemClock.wait(isInHurry && ms <= pauseMaxMs ? 0 : ms, signal),
  }
  const service = await startService({ clock })
  service.allowContentOrigin(simulatorAddress)
  return {
    simulatorAddress,
    serviceAddress: service.origin,
    served: async () => (await (await fetch(`${service.origin}/log`)).json()) as ServedRequest[],
    stop: () => service.close(),
    hurry: (isHurried) => void (isInHurry = isHurried),
  }
}
