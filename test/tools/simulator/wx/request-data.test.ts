import { checkCloudPath } from '../../../../tools/simulator/wx/cloud'
import { buildRequest } from '../../../../tools/simulator/wx/request-data'

const url = 'http://127.0.0.1/a'
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const refused = 'not in the simulator: wx.request '

describe('WeChat’s rules for data', () => {
  test.each([
    [{ url, method: 'POST', data: { a: 1, b: '你' } }, url, '{"a":1,"b":"你"}'],
    [{ url, method: 'POST', data: 'text' }, url, 'text'],
    [{ url, method: 'POST', data: 'a=1', header: form }, url, 'a=1'],
    [{ url, method: 'POST' }, url, null],
    [{ url: `${url}?c=2` }, `${url}?c=2`, undefined],
  ])('%j', (options, expectedUrl, expectedBody) => {
    const built = buildRequest(options)
    expect([built.url, (built.init as RequestInit).body]).toEqual([expectedUrl, expectedBody])
  })

  test('JSON by default; the referer cannot be set', () => {
    const { init } = buildRequest({ url, method: 'POST', data: {}, header: { Referer: 'x', 'X-Other': 1 } })
    expect([...new Headers(init.headers)]).toEqual([
      ['content-type', 'application/json'],
      ['x-other', '1'],
    ])
  })

  test('rejects what WeChat rejects', () => {
    expect(() => buildRequest({ url: '/a' })).toThrow('invalid url "/a"')
  })

  test.each([
    { method: 'PUT' },
    { method: 'POST', data: { a: 1 }, header: form },
    { method: 'POST', data: new ArrayBuffer(1) },
    { data: { a: 1 } },
    { redirect: 'manual' },
  ])('refuses %j by name', (options) => {
    expect(() => buildRequest({ url, ...options })).toThrow(refused)
  })
})

test('cloud paths', () => {
  expect(checkCloudPath('recordings/a.mp3')).toBe('recordings/a.mp3')
  for (const path of ['', '/a', 'a//b', 'a/', '.', '../a', 'a/../b', 'é'.repeat(426), undefined]) {
    expect(() => checkCloudPath(path)).toThrow('-401003 cloudPath')
  }
})
