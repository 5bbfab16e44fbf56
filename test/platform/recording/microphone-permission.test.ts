import type { AppError } from '../../../miniprogram/core/errors'
import { createMicrophonePermission } from '../../../miniprogram/platform/recording/microphone-permission'
import type {
  MicrophonePermission,
  MicrophonePermissionWx,
  PlatformFailure,
} from '../../../miniprogram/platform/recording/microphone-permission'

// the real wx fits the slice: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends MicrophonePermissionWx ? true : never = true

function wxThat(script: Partial<MicrophonePermissionWx> = {}): MicrophonePermissionWx {
  return {
    authorize: ({ success }) => success(),
    openSetting: ({ success }) => success({ authSetting: { 'scope.record': true } }),
    getAppAuthorizeSetting: () => ({ microphoneAuthorized: 'authorized' }),
    getSetting: ({ success }) => success({ authSetting: {} }),
    openAppAuthorizeSetting: () => undefined,
    ...script,
  }
}

const refusing = (failure: PlatformFailure): Partial<MicrophonePermissionWx> => ({
  authorize: ({ fail }) => fail(failure),
})

test('asks for scope.record and resolves when allowed', async () => {
  const scopes: string[] = []
  const permission = createMicrophonePermission(
    wxThat({
      authorize({ scope, success }) {
        scopes.push(scope)
        success()
      },
    }),
  )
  await expect(permission.ask()).resolves.toBeUndefined()
  expect(scopes).toEqual(['scope.record'])
  expect(fitsWx).toBe(true)
})

test.each<[string, number | undefined, string]>([
  ['authorize:fail auth deny', undefined, 'microphone-refused'],
  ['authorize:fail:auth deny', undefined, 'microphone-refused'],
  ['operateRecorder:fail:auth denied', undefined, 'microphone-refused'],
  ['operateRecorder:fail auth deny', undefined, 'microphone-refused'],
  ['operateRecorder:fail NotAllowedError', undefined, 'microphone-refused'],
  ['authorize:fail privacy permission is not authorized', 104, 'privacy-refused'],
  ['authorize:fail privacy permission is not authorized', undefined, 'privacy-refused'],
  ['authorize:fail api scope is not declared in the privacy agreement', 112, 'privacy-undeclared'],
  ['authorize:fail', 1025, 'privacy-undeclared'],
  [
    'operateRecorder:fail:api scope is not declared in the privacy agreement',
    undefined,
    'privacy-undeclared',
  ],
  ['operateRecorder:fail recorder is recording', undefined, 'microphone-busy'],
  ['operateRecorder:fail is recording or paused', undefined, 'microphone-busy'],
  ['operateRecorder:fail system busy', undefined, 'microphone-busy'],
  ['operateRecorder:fail request audio focus fail', undefined, 'microphone-busy'],
  ['operateRecorder:fail fail_system_permission_denied', undefined, 'microphone-system-off'],
  ['authorize:fail invalid parameter', undefined, 'recorder-failed'],
  ['operateRecorder:fail recorder not start', undefined, 'recorder-failed'],
  ['operateRecorder:fail not recording', undefined, 'recorder-failed'],
  ['', undefined, 'recorder-failed'],
])('"%s" (errno %s) is %s', async (errMsg, errno, code) => {
  const failure = errno === undefined ? { errMsg } : { errMsg, errno }
  const permission = createMicrophonePermission(wxThat(refusing(failure)))
  await expect(permission.ask()).rejects.toMatchObject({ code, detail: { message: errMsg, cause: failure } })
})

test.each(['authorize:fail auth deny', 'operateRecorder:fail:start record fail'])(
  '"%s" is microphone-system-off while the phone denies the microphone',
  (errMsg) => {
    const permission = createMicrophonePermission(
      wxThat({ getAppAuthorizeSetting: () => ({ microphoneAuthorized: 'denied' }) }),
    )
    const error: AppError = permission.errorOf({ errMsg })
    expect(error.code).toBe('microphone-system-off')
  },
)

describe('openSettings', () => {
  test.each([
    [{ 'scope.record': true }, true],
    [{ 'scope.record': false }, false],
    [{}, false],
  ])('returning with %j resolves to %s', async (authSetting, isAllowed) => {
    const permission = createMicrophonePermission(
      wxThat({ openSetting: ({ success }) => success({ authSetting }) }),
    )
    await expect(permission.openSettings()).resolves.toBe(isAllowed)
  })

  test('settings that do not open resolve to false', async () => {
    const permission = createMicrophonePermission(
      wxThat({ openSetting: ({ fail }) => fail({ errMsg: 'openSetting:fail' }) }),
    )
    await expect(permission.openSettings()).resolves.toBe(false)
  })
})

describe('isResolved', () => {
  const is = (
    script: Partial<MicrophonePermissionWx>,
    code: Parameters<MicrophonePermission['isResolved']>[0],
  ) => createMicrophonePermission(wxThat(script)).isResolved(code)
  const setting = (isAllowed?: boolean): Partial<MicrophonePermissionWx> => ({
    getSetting: ({ success }) =>
      success({ authSetting: isAllowed === undefined ? {} : { 'scope.record': isAllowed } }),
  })

  test('microphone-refused: once the scope is allowed', async () => {
    await expect(is(setting(true), 'microphone-refused')).resolves.toBe(true)
    await expect(is(setting(false), 'microphone-refused')).resolves.toBe(false)
    await expect(is(setting(), 'microphone-refused')).resolves.toBe(false)
    const failing: Partial<MicrophonePermissionWx> = { getSetting: ({ fail }) => fail({}) }
    await expect(is(failing, 'microphone-refused')).resolves.toBe(false)
  })

  test("microphone-system-off: once the phone's own switch is on, whatever the scope", async () => {
    await expect(is({}, 'microphone-system-off')).resolves.toBe(true)
    const off = { getAppAuthorizeSetting: () => ({ microphoneAuthorized: 'denied' }) }
    await expect(is(off, 'microphone-system-off')).resolves.toBe(false)
  })

  test('privacy-refused: once the guide is agreed to elsewhere; not if that is unknown', async () => {
    const needing = (needAuthorization: boolean): Partial<MicrophonePermissionWx> => ({
      getPrivacySetting: ({ success }) => success({ needAuthorization }),
    })
    await expect(is(needing(false), 'privacy-refused')).resolves.toBe(true)
    await expect(is(needing(true), 'privacy-refused')).resolves.toBe(false)
    await expect(is({}, 'privacy-refused')).resolves.toBe(false)
  })

  test.each(['microphone-busy', 'privacy-undeclared', 'recorder-failed'] as const)(
    '%s: only another try can tell',
    async (code) => {
      await expect(is(setting(true), code)).resolves.toBe(false)
    },
  )
})
