// `npm run soak` → 500 takes and answers in Node with a fast clock, then 100 answers on one page in Chromium: nothing may grow.
import { runPageSoak } from './page-soak'
import { createSoakedPhone } from './soaked-phone'

const takes = 500
const everyTakes = 100
/** A launch keeps only each attempt's summary in memory: id, question, status, numbers. */
const summaryMaxBytes = 3_000

interface Row {
  readonly takes: number
  readonly hours: string
  readonly heapBytes: number
  readonly timers: number
  readonly listeners: number
  readonly storedBytes: number
}

async function soakPhone(): Promise<string[]> {
  const { gc } = globalThis
  if (!gc) throw new Error('run node with --expose-gc')
  const phone = createSoakedPhone()
  const startMs = phone.clock.nowMs()
  const rows: Row[] = []
  for (let take = 1; take <= takes; take += 1) {
    await phone.practise()
    if (take % everyTakes !== 0) continue
    gc()
    rows.push({
      takes: take,
      hours: ((phone.clock.nowMs() - startMs) / 3_600_000).toFixed(1),
      heapBytes: process.memoryUsage().heapUsed,
      timers: phone.clock.pendingTimers(),
      listeners: phone.listenerCount(),
      storedBytes: phone.storedBytes(),
    })
  }
  console.table(rows)

  const problems: string[] = []
  const [first, last] = [rows[0], rows[rows.length - 1]]
  if (!first || !last) return ['nothing was measured']
  const grownBytes = (last.heapBytes - first.heapBytes) / (last.takes - first.takes)
  console.log(`heap: ${Math.round(grownBytes)} bytes per take`)
  if (grownBytes > summaryMaxBytes)
    problems.push(`the heap grows by ${Math.round(grownBytes)} bytes per take`)
  if (last.timers > 0) problems.push(`${last.timers} timers are pending`)
  if (last.listeners > first.listeners) problems.push(`listeners: ${first.listeners} → ${last.listeners}`)
  const entries = phone.storedKeys().filter((key) => /^practice\.attempt\.\d+$/.test(key)).length
  const others = phone.storedKeys().filter((key) => !/^practice\.attempt\.\d+$/.test(key))
  if (entries !== takes) problems.push(`${entries} entries`)
  if (phone.fileNames().length !== takes) problems.push(`${phone.fileNames().length} files`)
  // one index page per hundred attempts, and the list of attempts changed in this launch
  if (others.length > Math.ceil(takes / 100) + 1)
    problems.push(`stored beside the attempts: ${others.join(', ')}`)
  const bytesPerTake = (last.storedBytes - first.storedBytes) / (last.takes - first.takes)
  if (bytesPerTake > (first.storedBytes / first.takes) * 1.1)
    problems.push(`${bytesPerTake} bytes are stored per take`)
  return problems
}

async function main(): Promise<void> {
  const problems = [...(await soakPhone()), ...(await runPageSoak())]
  for (const problem of problems) console.log(`MISS ${problem}`)
  process.exitCode = problems.length > 0 ? 1 : 0
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error)
  process.exitCode = 1
})
