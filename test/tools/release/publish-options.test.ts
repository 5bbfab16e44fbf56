import { readOptions } from '../../../tools/release/publish-options'

const read = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  readOptions(args, environment, '/project')

test('defaults', () => {
  expect(read(['preview'])).toEqual({
    action: 'preview',
    robot: 1,
    timeoutMs: 300_000,
    qrCodePath: '/project/build/preview.jpg',
  })
})

test("uses the environment's robot unless an argument names one", () => {
  expect(read(['upload'], { WECHAT_ROBOT: '3' }).robot).toBe(3)
  expect(read(['upload', '--robot', '7'], { WECHAT_ROBOT: '3' }).robot).toBe(7)
})

test.each<[string, string[], NodeJS.ProcessEnv]>([
  ['expected preview or upload', [], {}],
  ['expected preview or upload', ['send'], {}],
  ['--robot is a number from 1 to 30', ['upload'], { WECHAT_ROBOT: '31' }],
  ['--robot is a number from 1 to 30', ['upload', '--robot', '0'], {}],
  ['--timeout is a number of seconds', ['upload', '--timeout', 'long'], {}],
])('%s: %j %j', (message, args, environment) => {
  expect(() => read(args, environment)).toThrow(message)
})
