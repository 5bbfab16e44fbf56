import { createHash } from 'node:crypto'
import { isUint64 } from '../../miniprogram/platform/request/uint64'

const context: { OPENID?: string } = {}
const init = jest.fn()

jest.mock('wx-server-sdk', () => ({ init, DYNAMIC_CURRENT_ENV: 'current', getWXContext: () => context }), {
  virtual: true,
})

// plain CommonJS, as uploaded
const { main } = require('../../cloudfunctions/identity/index.js') as { main: () => Promise<unknown> }

test('returns the first eight bytes of the openid’s SHA-256, in decimal', async () => {
  context.OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'
  const digest = createHash('sha256').update(context.OPENID).digest('hex')
  const uid = BigInt(`0x${digest.slice(0, 16)}`).toString()
  expect(await main()).toEqual({ uid })
  expect(isUint64(uid)).toBe(true)
  expect(init).toHaveBeenCalledWith({ env: 'current' })
})

test('the number of a known openid never changes', async () => {
  context.OPENID = 'openid'
  expect(await main()).toEqual({ uid: '12069924685268968589' })
})

test('differs from user to user', async () => {
  context.OPENID = 'user-1'
  const first = await main()
  context.OPENID = 'user-2'
  expect(await main()).not.toEqual(first)
})

test.each([undefined, ''])('rejects a call without an openid (%p)', async (openid) => {
  if (openid === undefined) delete context.OPENID
  else context.OPENID = openid
  await expect(main()).rejects.toThrow('no openid')
})
