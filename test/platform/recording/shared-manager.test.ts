import { shareManager } from '../../../miniprogram/platform/recording/shared-manager'
import { createFakeRecorderManager } from '../../fakes/fake-recorder-manager'

test('each event is listened to once, and goes to whoever started last', () => {
  const fake = createFakeRecorderManager()
  const open = shareManager({ getRecorderManager: () => fake.manager })
  const heard: string[] = []
  const [app, check] = ['app', 'check'].map((name) => {
    const manager = open()
    manager.onStart(() => heard.push(`${name} start`))
    manager.onStop(({ fileSize }) => heard.push(`${name} stop ${fileSize}`))
    return manager
  })
  expect(fake.registrations).toEqual({})

  app?.start({})
  fake.start()
  app?.stop()
  fake.stop({ fileSize: 7 })
  check?.start({})
  fake.start()
  fake.pause()
  check?.stop()
  fake.stop({ fileSize: 8 })
  app?.start({})
  fake.start()

  expect(heard).toEqual(['app start', 'app stop 7', 'check start', 'check stop 8', 'app start'])
  expect(new Set(Object.values(fake.registrations))).toEqual(new Set([1]))
  expect(fake.calls).toEqual(['start', 'stop', 'start', 'stop', 'start'])
})
