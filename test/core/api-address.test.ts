import { isApiAddress } from '../../miniprogram/core/api-address'

test.each([
  'http://127.0.0.1:8787',
  'https://api.example.com',
  'https://api.example.com/',
  'https://a-b.example.com:443/v1/scenario/slow_1;x=~y.z-',
])('accepts %s', (text) => expect(isApiAddress(text)).toBe(true))

test.each([
  undefined,
  443,
  ['https://api.example.com'],
  '',
  'api.example.com',
  'ftp://api.example.com',
  'https://',
  'https:///v1',
  ' https://api.example.com',
  'https://api.example.com ',
  'https://api.example.com\n',
  'https://student@api.example.com',
  'https://api.example.com:',
  'https://api.example.com:443x',
  'https://api.example.com?key=1',
  'https://api.example.com/a b',
  'https://api.example.com/a#b',
  'see https://api.example.com',
])('rejects %j', (text) => expect(isApiAddress(text)).toBe(false))
