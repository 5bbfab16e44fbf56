import { ReleaseError } from '../../../tools/release/credentials'
import { describeFailure } from '../../../tools/release/wechat-failure'

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
