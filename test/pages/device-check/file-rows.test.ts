// Each row about storage and files is ok where WeChat does as documented, and is not where it does what is reported.
import { fileRows } from '../../../miniprogram/pages/device-check/rows/files'
import { callWx } from '../../../miniprogram/platform/wx-call'
import { createFakeDevice, findingOf, findingsOf, type FakeDevice } from './fake-device'

const refusal = (failure: object) => () => callWx<never>(({ fail }) => fail(failure))

test('all are ok on a phone that does as documented, and nothing is left behind', async () => {
  const device = createFakeDevice()
  const findings = await findingsOf(device, fileRows)
  expect(Object.entries(findings).filter(([, { verdict }]) => verdict !== 'ok')).toEqual([])
  expect([...device.stored, ...device.written]).toEqual([])
})

function secondMkdirFails(device: FakeDevice): void {
  const { makeFolder } = device.files
  let count = 0
  device.files = {
    ...device.files,
    makeFolder: (path) => {
      count += 1
      return count === 1
        ? makeFolder(path)
        : refusal({ errno: 1301005, errMsg: 'mkdir:fail file already exists' })()
    },
  }
}

test.each<[string, (device: FakeDevice) => void, RegExp]>([
  ['storage', (device) => (device.storage = { ...device.storage, get: () => ({ text: '?' }) }), /\?/],
  ['storage-limit', (device) => (device.storage = { ...device.storage, limit: () => 5_120 }), /5120/],
  ['file-bytes', (device) => (device.files = { ...device.files, read: async () => 'AAAA' }), /text of 4/],
  [
    'file-bytes',
    (device) => (device.files = { ...device.files, read: async () => new ArrayBuffer(65_536) }),
    /others/,
  ],
  [
    'file-missing',
    (device) => (device.files = { ...device.files, read: refusal({ errMsg: 'no such file' }) }),
    /errno missing/,
  ],
  ['file-missing', (device) => (device.files = { ...device.files, read: async () => '' }), /success/],
  ['mkdir-twice', secondMkdirFails, /1301005.*already exists/],
  [
    'stat-shape',
    (device) => (device.files = { ...device.files, stat: async () => ({ size: 4_096 }) }),
    /object/,
  ],
  [
    'disk-full',
    (device) => (device.files = { ...device.files, write: async () => undefined }),
    /210 MB found room/,
  ],
  [
    'disk-full',
    (device) => (device.files = { ...device.files, write: refusal({ errMsg: 'writeFile:fail' }) }),
    /after 0 MB: errno missing, writeFile:fail/,
  ],
])('%s turns red: %#', async (id, change, seen) => {
  const device = createFakeDevice()
  change(device)
  expect(await findingOf(device, id)).toEqual({ verdict: 'deviates', seen: expect.stringMatching(seen) })
})

test('a recursive stat may also be an object', async () => {
  const device = createFakeDevice()
  device.files = { ...device.files, stat: async () => ({ '/': { size: 0 }, '/three.mp3': { size: 3 } }) }
  expect(await findingOf(device, 'stat-shape')).toEqual({ verdict: 'ok', seen: 'object: / /three.mp3' })
})

test('a folder that cannot be made is one finding for each row that needs it', async () => {
  const device = createFakeDevice()
  device.files = { ...device.files, makeFolder: refusal({ errno: 1300202, errMsg: 'mkdir:fail no space' }) }
  const { 'file-bytes': bytes, 'mkdir-twice': mkdir } = await findingsOf(device, fileRows)
  expect([bytes, mkdir]).toEqual(
    Array(2).fill({ verdict: 'unknown', seen: 'errno 1300202, mkdir:fail no space' }),
  )
})
