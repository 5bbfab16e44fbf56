// The launch on a base library that is too old: no services, and the page that says so.
test('pages/outdated is opened; that it fails is nobody’s unhandled rejection', () => {
  const opened: WechatMiniprogram.ReLaunchOption[] = []
  const wx = {
    getSystemInfoSync: () => ({ SDKVersion: '2.3.0', language: 'en' }),
    reLaunch: (option: WechatMiniprogram.ReLaunchOption) => void opened.push(option),
  }
  let app: { services: unknown; onLaunch(): void } | undefined
  Object.assign(globalThis, { wx, App: (options: typeof app) => (app = options) })
  jest.requireActual('../miniprogram/app')
  expect(app?.services).toBeNull()
  app?.onLaunch()
  expect(opened).toEqual([{ url: '/pages/outdated/outdated', fail: expect.any(Function) as unknown }])
})
