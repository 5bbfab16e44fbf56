// Environment → settings: typed, with defaults, or an error that names the variable.
import { findMisspelled, readSettings } from '../../../tools/service/settings'

test('what is unset or empty has its default', () => {
  expect(readSettings({})).toMatchObject({
    ENGINE: 'scripted',
    PORT: 8787,
    ACTIVE_MAX: 1_000,
    OPENAI_API_KEY: undefined,
    TRUSTED_PROXIES: [],
  })
  expect(readSettings({ ACTIVE_MAX: '', ENGINE: ' ', OPENAI_API_KEY: '' })).toEqual(readSettings({}))
})

test('what is set is read', () => {
  expect(
    readSettings({
      ENGINE: 'openai',
      ACTIVE_MAX: ' 5 ',
      UID_REQUESTS_PER_MINUTE: '0',
      TRUSTED_PROXIES: 'loopback, 10.0.0.0/8  uniquelocal',
      OPENAI_TRANSCRIPTION_BASE_URL: 'http://127.0.0.1:8001/v1',
    }),
  ).toMatchObject({
    ENGINE: 'openai',
    ACTIVE_MAX: 5,
    UID_REQUESTS_PER_MINUTE: 0,
    TRUSTED_PROXIES: ['loopback', '10.0.0.0/8', 'uniquelocal'],
    OPENAI_TRANSCRIPTION_BASE_URL: 'http://127.0.0.1:8001/v1',
  })
})

test.each([
  ['ENGINE', 'magic', 'ENGINE=magic: expected scripted or openai'],
  ['ACTIVE_MAX', '0', 'ACTIVE_MAX=0: not a whole number of at least 1'],
  ['GRACE_MS', '-1', 'GRACE_MS=-1: not a whole number of at least 0'],
  ['GRACE_MS', '1e3', 'GRACE_MS=1e3: not a whole number of at least 0'],
  ['QUEUE_MAX', '12 kg', 'QUEUE_MAX=12 kg: not a whole number of at least 0'],
  ['OPENAI_BASE_URL', 'api.openai.com', 'OPENAI_BASE_URL=api.openai.com: expected a URL (https://…)'],
  [
    'OPENAI_TRANSCRIPTION_BASE_URL',
    'ftp://x',
    'OPENAI_TRANSCRIPTION_BASE_URL=ftp://x: expected a URL (https://…)',
  ],
  ...['enable_thinking', '[]', 'null', '7', '{"a":}'].map((value) => [
    'OPENAI_CHAT_EXTRA',
    value,
    `OPENAI_CHAT_EXTRA=${value}: expected a JSON object ({"enable_thinking":false})`,
  ]),
  [
    'OPENAI_CHAT_EXTRA',
    '{"stream":false}',
    'OPENAI_CHAT_EXTRA={"stream":false}: "stream" cannot be set here',
  ],
])('%s=%s is refused', (name, value, message) => {
  expect(() => readSettings({ [name]: value })).toThrow(new Error(message))
})

test.each(['OPENAI_BASE_URL', 'OPENAI_TRANSCRIPTION_BASE_URL', 'CONTENT_CHECK_BASE_URL'] as const)(
  '%s may end with a slash',
  (name) => {
    expect(readSettings({ [name]: 'http://127.0.0.1:8000/v1/' })[name]).toBe('http://127.0.0.1:8000/v1')
  },
)

test('a name that is almost a known one was probably meant as that', () => {
  const others = { HOME: '/root', HOST_NAME: 'here', OPENAI_ORG_ID: 'o', PATH: '/bin', ACTIVE_MAX: '5' }
  expect(findMisspelled(others)).toEqual([])
  expect(findMisspelled({ ...others, ACTIV_MAX: '5', TRUSTED_PROXYS: 'loopback', GRACE: '1' })).toEqual([
    ['ACTIV_MAX', 'ACTIVE_MAX'],
    ['TRUSTED_PROXYS', 'TRUSTED_PROXIES'],
  ])
})
