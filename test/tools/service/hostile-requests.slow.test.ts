import { requestCases, startRequestRun, type RequestRun } from '../../faults/service-requests'

let requests: RequestRun
beforeAll(async () => {
  requests = await startRequestRun()
})
afterAll(() => requests.close())

// `npm run faults -- service` also runs those that take long
test.each(requestCases.filter(({ isLong }) => !isLong).map((one) => [one.name, one] as const))(
  '%s',
  async (_, one) => {
    expect(await requests.run(one)).toEqual([])
  },
)
