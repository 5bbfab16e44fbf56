import { runPipelineFaults } from './pipeline-faults'

// `npm run faults` has a thousand of them, and reruns one by its seed
test('100 takes through delays, cuts, throttles, changed bytes and taps: none hangs, none is lost, no text comes twice', async () => {
  const { outcomes, failures } = await runPipelineFaults(1, 100)
  expect(failures).toEqual([])
  // the faults struck, and not everything broke
  for (const outcome of ['done', 'network', 'idle', 'stopped', 'recorded']) {
    expect(Object.keys(outcomes)).toContain(outcome)
  }
})
