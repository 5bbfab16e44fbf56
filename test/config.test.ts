import { configFor, withDeveloperSettings, type EnvVersion } from '../miniprogram/config'

const config = configFor('develop')
const settings = { apiAddress: 'http://192.168.1.2:8787', cloudEnvironment: 'env-1', transport: 'cloud' }
const apply = (stored: unknown, envVersion: EnvVersion = 'develop') =>
  withDeveloperSettings(config, envVersion, () => stored)

test('a develop build takes its address, cloud and transport from storage', () => {
  expect(apply(settings)).toEqual({ ...config, ...settings })
  expect(apply({ apiAddress: 'http://127.0.0.1:8787/scenario/ok;ms=3' }).apiAddress).toBe(
    'http://127.0.0.1:8787/scenario/ok;ms=3',
  )
})

test.each(['trial', 'release'] as const)('a %s build does not even look', (envVersion) => {
  const stored = jest.fn(() => settings)
  expect(withDeveloperSettings(config, envVersion, stored)).toBe(config)
  expect(stored).not.toHaveBeenCalled()
})

test.each([
  '',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/plain,x',
  'wxfile://usr/a',
  '//evil.example',
  'https://user:password@evil.example',
  'https://evil.example?x=',
  'https://evil.example#',
  'https://evil.example/\n',
  ' https://evil.example',
  'ftp://evil.example',
  8787,
  { toString: () => 'http://127.0.0.1' },
])('%p is no address', (apiAddress) => {
  expect(apply({ ...settings, apiAddress }).apiAddress).toBe(config.apiAddress)
})

test.each([null, undefined, '', 'http://127.0.0.1', 7, []])('%p is no settings', (stored) => {
  expect(apply(stored)).toEqual(config)
})

test('another transport, or a cloud environment that is no name, is left out', () => {
  const { cloudEnvironment, transport } = apply({ cloudEnvironment: '../x', transport: 'ftp' })
  expect({ cloudEnvironment, transport }).toEqual({
    cloudEnvironment: config.cloudEnvironment,
    transport: config.transport,
  })
})
