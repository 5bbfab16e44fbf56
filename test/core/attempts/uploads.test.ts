import { createUploads, uploadMaxAgeMs } from '../../../miniprogram/core/attempts/uploads'
import { AppError } from '../../../miniprogram/core/errors'
import type { CloudFiles } from '../../../miniprogram/core/ports'
import { createFakeClock } from '../../fakes/fake-clock'
import { settle } from '../../fakes/recorded-exchange'
import { createPhone } from './phone'

const clock = createFakeClock()

function createCloud() {
  const fake = {
    removed: [] as string[],
    isOffline: false,
    remove(fileIDs: readonly string[]) {
      if (fake.isOffline) return Promise.reject(new AppError('upload-failed'))
      fake.removed.push(...fileIDs)
      return Promise.resolve()
    },
  }
  return fake
}

const launch = (phone = createPhone(), cloud?: CloudFiles) => ({
  phone,
  uploads: createUploads({ store: phone.launch().store, clock, cloud }),
})

test('a file that the cloud could not delete is deleted by a later launch', async () => {
  const cloud = createCloud()
  const { phone, uploads } = launch(undefined, cloud)
  uploads.put('17', 'cloud://a')
  cloud.isOffline = true
  uploads.release(['17'])
  await settle()
  expect(uploads.fileIDOf('17')).toBeNull()
  cloud.isOffline = false
  launch(phone, cloud).uploads.tidy()
  await settle()
  expect(cloud.removed).toEqual(['cloud://a'])
  expect(phone.stored.has('uploads')).toBe(false)
})

test('a file is deleted after a day', async () => {
  const cloud = createCloud()
  const { phone, uploads } = launch(undefined, cloud)
  uploads.put('17', 'cloud://a')
  clock.advance(uploadMaxAgeMs)
  launch(phone, cloud).uploads.tidy()
  await settle()
  expect(cloud.removed).toEqual([])
  expect(launch(phone).uploads.fileIDOf('17')).toBe('cloud://a')
  clock.advance(1)
  launch(phone, cloud).uploads.tidy()
  await settle()
  expect(cloud.removed).toEqual(['cloud://a'])
})

test('a newer file replaces the older one, which is deleted with the next release', async () => {
  const cloud = createCloud()
  const { uploads } = launch(undefined, cloud)
  uploads.put('17', 'cloud://a')
  uploads.put('17', 'cloud://b')
  expect(uploads.fileIDOf('17')).toBe('cloud://b')
  uploads.release(['17'])
  await settle()
  expect(cloud.removed.sort()).toEqual(['cloud://a', 'cloud://b'])
})

test('full storage: known for this launch; corrupt storage: nothing known; no cloud: it waits', () => {
  const { phone, uploads } = launch()
  phone.storageLimit = 0
  uploads.put('17', 'cloud://a')
  expect(uploads.fileIDOf('17')).toBe('cloud://a')
  uploads.release(['17'])
  phone.stored.set('uploads', JSON.stringify([3, { key: 'x' }, null]))
  expect(launch(phone).uploads.fileIDOf('17')).toBeNull()
})
