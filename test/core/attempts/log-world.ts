// Attempt logs of successive launches on one phone.
import { createAttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import type { AttemptLog } from '../../../miniprogram/core/attempts/attempt-log'
import { createFakeClock } from '../../fakes/fake-clock'
import { createPhone } from './phone'
import type { Launch } from './phone'

export const phoneClock = () => createFakeClock(1_700_000_000_000)
export const request = { logid: '17', transport: 'inline' as const, uidSource: 'installation' as const }

export function setUp() {
  const phone = createPhone()
  const clock = phoneClock()
  const start = (): { log: AttemptLog; launch: Launch } => {
    const launch = phone.launch()
    return { launch, log: createAttemptLog({ store: launch.store, files: launch.files, clock }) }
  }
  const sayings = (log: AttemptLog): (string | undefined)[] => log.list().map(({ id }) => phone.kept.get(id))
  return { phone, clock, start, sayings, ...start() }
}
