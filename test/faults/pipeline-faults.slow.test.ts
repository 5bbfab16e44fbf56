import { runPipelineFaults } from './pipeline-faults'

// `npm run faults` runs a thousand of them, and can repeat one by its seed
test('100 takes through delays, cuts, throttling, corrupted bytes and taps: none hangs, none is lost, no text is repeated', async () => {
  const { outcomes, failures } = await runPipelineFaults(1, 100)
  expect(failures).toEqual([])
  // faults did occur, and some runs succeeded
  for (const outcome of ['done', 'network', 'idle', 'stopped', 'recorded']) {
    expect(Object.keys(outcomes)).toContain(outcome)
  }
})
