import { ReleaseError } from '../../../tools/release/credentials'
import { projectError } from '../../../tools/release/problem'
import { describeFailure, withinTime } from '../../../tools/release/wechat-failure'

test.each<[unknown, RegExp]>([
  [
    new Error('Error: Error: {"errCode":-10008,"errMsg":"invalid ip: 192.0.2.1, reference: https://a.b/c"}'),
    /^this machine's address is not on the allow-list.* \(errCode -10008: invalid ip: 192\.0\.2\.1, reference: .*\)$/,
  ],
  [
    new Error('Error: errCode: -10008; errMsg: invalid ip: ::1'),
    /allow-list.*\(errCode -10008: invalid ip: ::1\)$/,
  ],
  ['get wx1 project attr fail errCode: -1, errMsg: signature', /^the key does not belong to this appid/],
  [
    new Error('Error: {"errCode":80051,"errMsg":"source size 3000KB exceed max limit"}'),
    /^the package is too large/,
  ],
  [
    new Error('Error: {"errCode":-1,"errMsg":"say \\"please\\""}'),
    /^servicewechat.com refused .*errCode -1: say /,
  ],
  [new Error('Error: {"errCode":7}'), /refused the request \(errCode 7: no reason given\)$/],
  [
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    /^network: servicewechat.com can't be reached/,
  ],
  [
    new Error('tunneling socket could not be established, statusCode=407'),
    /^network: the proxy does not connect/,
  ],
  [Object.assign(new Error('nope'), { code: 'CERT_HAS_EXPIRED' }), /^TLS: /],
  [Object.assign(new Error('nope'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), /^TLS: the connection to/],
  [new SyntaxError('Unexpected token < in JSON at position 0'), /something that is not JSON/],
  [new TypeError("Cannot read properties of undefined (reading 'randomString')"), /something unexpected/],
  [new Error('\u001b[31mmini: a.json\u001b[39m\nsecond line'), /^mini: a\.json$/],
  [new ReleaseError('WECHAT_APPID is not set'), /^WECHAT_APPID is not set$/],
  [undefined, /^undefined$/],
  ['', /^unknown failure$/],
])('%s', (failure, line) => {
  expect(describeFailure(failure)).toMatch(line)
  expect(describeFailure(failure)).not.toContain('\n')
})

test('a server that never answers', async () => {
  const silence = new Promise<never>(() => undefined)
  const failure = await withinTime(10, silence).catch((error: unknown) => error)
  expect(describeFailure(failure)).toBe('network: servicewechat.com did not answer within 0.01 s')
  await expect(withinTime(60_000, Promise.resolve(1))).resolves.toBe(1)
})

test('errors in the sources: the first one, and the number of others', () => {
  const problem = { file: 'miniprogram/pages/home/home.wxml', line: 2, column: 7, message: 'missing end tag' }
  const line = 'miniprogram/pages/home/home.wxml:2:7 missing end tag'
  expect(describeFailure(projectError([problem]))).toBe(line)
  expect(describeFailure(projectError([problem, problem]))).toBe(`${line} (and 1 more: npm run compile)`)
})
