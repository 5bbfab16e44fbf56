// Seeds → runs of the pipeline through fault proxies, several at a time, against one service.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHttpCloud } from '../fakes/http-cloud'
import { startService } from '../fakes/running-service'
import { createFaultProxy } from './fault-proxy'
import { runFaulty } from './faulty-run'
import { spoken } from './pipeline'

const lanes = 24

export interface PipelineFaults {
  /** The number of runs by outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  /** One entry per run that failed a check, with its seed. */
  readonly failures: readonly string[]
}

/** Runs `count` seeds from `firstSeed` on. */
export async function runPipelineFaults(firstSeed: number, count: number): Promise<PipelineFaults> {
  const cloud = await createHttpCloud()
  const service = await startService('--content-origin', cloud.origin)
  const folder = await mkdtemp(join(tmpdir(), 'faults-'))
  // the phone's files are in memory, so every upload sends this one recording
  const filePath = join(folder, 'spoken.mp3')
  await writeFile(filePath, spoken)
  const uploads = {
    ...cloud.cloud,
    uploadFile: (options: Parameters<typeof cloud.cloud.uploadFile>[0]) =>
      cloud.cloud.uploadFile({ ...options, filePath }),
  }
  const outcomes: Record<string, number> = {}
  const failures: string[] = []
  let next = firstSeed

  async function lane(): Promise<void> {
    const proxy = await createFaultProxy(Number(new URL(service.address).port))
    while (next < firstSeed + count) {
      const seed = next++
      const { outcome, description, problems } = await runFaulty(seed, proxy, uploads)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (problems.length > 0) failures.push(`seed ${seed}: ${problems.join('; ')}\n  ${description}`)
    }
    await proxy.close()
  }

  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane))
  if (cloud.fileCount() > 0) failures.push(`${cloud.fileCount()} files were left in the cloud`)
  await service.stop()
  await cloud.close()
  await rm(folder, { recursive: true })
  return { outcomes, failures }
}
