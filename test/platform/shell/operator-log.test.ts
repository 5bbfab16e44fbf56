import { createOperatorLog } from '../../../miniprogram/platform/shell/operator-log'

const whole = { text: 'logid 7 | from recorded', logid: '7', isProblem: false }

function setUp(fails: (name: string) => boolean = () => false) {
  const calls: string[] = []
  const method =
    (name: string) =>
    (value?: unknown): void => {
      if (fails(name)) throw new Error(name)
      calls.push(`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    }
  const manager = (of: string, ...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, method(`${of}.${name}`)])) as Record<
      'info' | 'warn' | 'setFilterMsg' | 'addFilterMsg',
      (text: string) => void
    >
  const report = createOperatorLog({
    getRealtimeLogManager: () => {
      method('realtime')()
      return manager('realtime', 'info', 'warn', 'setFilterMsg', 'addFilterMsg')
    },
    getLogManager: (option) => {
      method('local')(option)
      return manager('local', 'info', 'warn')
    },
  })
  calls.splice(0, calls.length, ...calls.filter((call) => call.startsWith('local {')))
  return { calls, report }
}

test('a line goes to both logs, found by its request ID; WeChat adds no calls of its own', () => {
  const { calls, report } = setUp()
  report(whole)
  report({ ...whole, logid: '8', isProblem: true })
  report({ ...whole, logid: undefined })
  expect(calls).toEqual([
    'local {"level":1}',
    'realtime.setFilterMsg 7',
    `realtime.info ${whole.text}`,
    `local.info ${whole.text}`,
    'realtime.addFilterMsg 8',
    `realtime.warn ${whole.text}`,
    `local.warn ${whole.text}`,
    `realtime.info ${whole.text}`,
    `local.info ${whole.text}`,
  ])
})

test('search words stay below the 1 KB that WeChat allows', () => {
  const { calls, report } = setUp()
  let [bytes, most] = [0, 0]
  for (let run = 0; run < 200; run += 1) report({ ...whole, logid: String(1_700_000_000_000 + run) })
  for (const call of calls) {
    if (call.startsWith('realtime.setFilterMsg')) bytes = 0
    if (/FilterMsg/.test(call)) bytes += call.split(' ')[1]?.length ?? 0
    most = Math.max(most, bytes)
  }
  expect(most).toBeLessThan(1_024)
})

test.each([
  ['without either log', {}],
  [
    'with managers that are not there',
    { getRealtimeLogManager: () => undefined, getLogManager: () => undefined },
  ],
])('does nothing %s', (_when, wx) => {
  const report = createOperatorLog(wx)
  expect(() => report(whole)).not.toThrow()
})

test('a log that throws harms neither the other nor the caller', () => {
  const noFilter = setUp((name) => name === 'realtime.setFilterMsg')
  noFilter.report(whole)
  expect(noFilter.calls).toContain(`realtime.info ${whole.text}`)
  const noRealtime = setUp((name) => name.startsWith('realtime'))
  noRealtime.report(whole)
  expect(noRealtime.calls).toContain(`local.info ${whole.text}`)
  const nothing = setUp(() => true)
  expect(() => nothing.report(whole)).not.toThrow()
})
