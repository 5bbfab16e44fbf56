// What ships, in JavaScriptCore without JIT as on iPhones: the same results as the sources in Node.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { hostileFrameMaxBytes, hostileStreams } from '../../core/answer/hostile-streams'
import { describeUnlessMissing } from '../../installed'
import { evaluateInShell, missingShell } from './shell'
import { bundleShipped } from './shipped'
import { work, type Cases } from './work'

const recording = join(__dirname, '../../fixtures/audio/hometown.mp3')

describeUnlessMissing('what ships, in JavaScriptCore', missingShell, () => {
  const cases: Cases = {
    streams: hostileStreams.map(({ bytes }) => Array.from(bytes)),
    frameMaxBytes: hostileFrameMaxBytes,
  }
  let inNode: ReturnType<typeof work>
  let inJsc: ReturnType<typeof work>

  beforeAll(async () => {
    inNode = work(cases, new Uint8Array(readFileSync(recording)))
    const script = await bundleShipped(join(__dirname, 'work.ts'), 'engine')
    const casesFile = join(dirname(script), 'cases.json')
    mkdirSync(dirname(script), { recursive: true })
    writeFileSync(casesFile, JSON.stringify(cases))
    const [json, mp3] = [casesFile, recording].map((file) => JSON.stringify(file))
    const run = `JSON.stringify(engine.work(JSON.parse(readFile(${json})), readFile(${mp3}, 'binary')))`
    inJsc = JSON.parse(evaluateInShell([script], run)) as ReturnType<typeof work>
  })

  test.each(hostileStreams.map(({ name }, index) => [name, index] as const))('reads %s', (_name, index) => {
    expect(inJsc.answers[index]).toEqual(inNode.answers[index])
  })

  test('hears a recording, however it is cut', () => {
    expect(inNode.sound[0]?.length).toBeGreaterThan(10_000)
    expect(inJsc.sound).toEqual(inNode.sound)
  })

  test('takes the same steps in any practice session', () => {
    const steps = inNode.walks
      .flat()
      .map((step) => JSON.parse(step) as { state: { phase: string }; effects: [] })
    expect([...new Set(steps.map(({ state }) => state.phase))].sort()).toEqual([
      'ended',
      'idle',
      'recorded',
      'recording',
      'sending',
      'streaming',
    ])
    expect(new Set(steps.flatMap(({ effects }) => effects)).size).toBe(9)
    expect(inJsc.walks).toEqual(inNode.walks)
  })
})
