// `npm run devices`: the journeys in the simulator, in DevTools or on a phone; see docs/qa.md.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import automator from 'miniprogram-automator'
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import { rows } from '../../miniprogram/pages/device-check/rows/index'
import { systemClock } from '../../tools/service/clock'
import { createService } from '../../tools/service/service'
import { createSimulator } from '../../tools/simulator/server'
import { launchChromium } from '../browser/chromium'
import type { ServedRequest } from '../fakes/running-service'
import { checkMutation } from './check-mutations'
import { whySkipped, type Place } from './journey'
import { journeys } from './journeys/index'
import { make } from './make'
import { openSimulator } from './simulator'

const root = resolve(__dirname, '../..')
const usage = `npm run devices -- [options]
  Without a place the journeys are made in the simulator, in a headless Chromium.
  --devtools PATH     in WeChat DevTools; PATH is its command line, such as /Applications/wechatwebdevtools.app/Contents/MacOS/cli
  --project FOLDER    what DevTools opens (default: this project)
  --connect ADDRESS   where DevTools, or a simulator, waits for a driver already: ws://127.0.0.1:9420
  --phone             goes on on a phone: DevTools shows a QR code for its remote debugging
  --host ADDRESS      where the service listens, as the mini program reaches it (default: 127.0.0.1)
  --only TEXT         journeys whose name has this text
  --mutations         in the simulator: does each row of the device check turn red?`

const { values } = parseArgs({
  options: {
    devtools: { type: 'string' },
    project: { type: 'string', default: root },
    connect: { type: 'string' },
    phone: { type: 'boolean', default: false },
    host: { type: 'string', default: '127.0.0.1' },
    only: { type: 'string', default: '' },
    mutations: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function startService() {
  const service = createService({ clock: systemClock })
  const running = await service.listen(0, values.host)
  const address = `http://${values.host}:${running.port}`
  const served = async () => (await (await fetch(`${address}/log`)).json()) as ServedRequest[]
  return { ...service, address, served, close: () => running.close() }
}

type Service = Awaited<ReturnType<typeof startService>>

async function inSimulator(service: Service): Promise<Place> {
  const simulator = await createSimulator({ root, port: 0, watch: false })
  service.allowContentOrigin(new URL(simulator.url).origin)
  const browser = await launchChromium({ microphoneFile: join(root, 'test/fixtures/audio/hometown.wav') })
  const place = await openSimulator(browser, {
    simulatorAddress: new URL(simulator.url).origin,
    serviceAddress: service.address,
    served: service.served,
  })
  const close = place.close.bind(place)
  return Object.assign(place, {
    async close() {
      await close()
      await browser.close()
      await simulator.close()
    },
  })
}

async function inWeChat(mini: MiniProgram, service: Service): Promise<Place> {
  if (values.phone) await mini.remote()
  return {
    mini,
    service: service.address,
    served: service.served,
    screenshot: (path) => mini.screenshot({ path }) as Promise<void>,
    close: () => Promise.resolve(mini.disconnect()),
  }
}

async function openPlace(service: Service): Promise<Place> {
  const { devtools, connect, project } = values
  if (connect !== undefined) return inWeChat(await automator.connect({ wsEndpoint: connect }), service)
  if (devtools !== undefined)
    return inWeChat(await automator.launch({ cliPath: devtools, projectPath: project }), service)
  return inSimulator(service)
}

async function makeJourneys(place: Place): Promise<{ passed: number; failed: number }> {
  const counts = { passed: 0, failed: 0 }
  for (const journey of journeys.filter(({ name }) => name.includes(values.only))) {
    const why = whySkipped(journey, place)
    if (why !== undefined) {
      console.log(`–  ${journey.name}: ${why}`)
      continue
    }
    const fromMs = performance.now()
    const problem = await make(journey, place).then(() => undefined, String)
    const seconds = ((performance.now() - fromMs) / 1_000).toFixed(1)
    console.log(`${problem ? '✗' : '✓'}  ${journey.name} (${seconds} s)${problem ? `\n   ${problem}` : ''}`)
    counts[problem ? 'failed' : 'passed'] += 1
  }
  return counts
}

async function checkMutations(place: Place): Promise<{ passed: number; failed: number }> {
  const counts = { passed: 0, failed: 0 }
  for (const { id } of rows.filter((row) => row.id.includes(values.only))) {
    const { says, seen, seenBefore } = await checkMutation(id, place)
    const unseen = seenBefore ? `red without it, ${seenBefore}` : 'nobody turned red'
    console.log(`${seen === undefined ? '✗' : '✓'}  ${id}: ${says} → ${seen ?? unseen}`)
    counts[seen === undefined ? 'failed' : 'passed'] += 1
  }
  return counts
}

async function main(): Promise<void> {
  if (values.help) return console.log(usage)
  const service = await startService()
  const place = await openPlace(service)
  try {
    const { passed, failed } = await (values.mutations ? checkMutations(place) : makeJourneys(place))
    console.log(`${passed} passed, ${failed} failed`)
    process.exitCode = failed > 0 ? 1 : 0
  } finally {
    await place.close()
    await service.close()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
