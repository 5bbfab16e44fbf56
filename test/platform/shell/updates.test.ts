import { createUpdates } from '../../../miniprogram/platform/shell/updates'

test('reports a downloaded update, and applies it', () => {
  const calls: string[] = []
  let ready: (() => void) | undefined
  const updates = createUpdates({
    getUpdateManager: () => ({
      onUpdateReady: (listener) => (ready = listener),
      applyUpdate: () => calls.push('applyUpdate'),
    }),
  })
  updates.onReady(() => calls.push('ready'))
  expect(calls).toEqual([])
  ready?.()
  expect(calls).toEqual(['ready'])
  updates.apply()
  expect(calls).toEqual(['ready', 'applyUpdate'])
})

test.each([{}, { getUpdateManager: () => undefined }])('reports nothing without an update manager', (wx) => {
  const updates = createUpdates(wx)
  expect(() => {
    updates.onReady(() => undefined)
    updates.apply()
  }).not.toThrow()
})
