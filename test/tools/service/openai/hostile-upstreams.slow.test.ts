import { startUpstreamRun, upstreamCases, type UpstreamRun } from '../../../faults/service-upstreams'

let upstreams: UpstreamRun
beforeAll(async () => {
  upstreams = await startUpstreamRun()
})
afterAll(() => upstreams.close())

// `npm run faults -- service` also runs those that take long
test.each(upstreamCases.filter(({ isLong }) => !isLong).map((one) => [one.name, one] as const))(
  '%s',
  async (_, one) => {
    expect(await upstreams.run(one)).toEqual([])
  },
)
