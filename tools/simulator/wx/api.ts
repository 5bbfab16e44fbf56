// A function that does the work → an API with WeChat's calling convention; all of them together → `wx`.
import { BUILT_INS } from '../program'
import { propertiesOf } from '../built-ins/define'
import { callAsync } from './callbacks'
import type { CallOptions } from './callbacks'
import type { ApiOptions, HostApi } from '../host'

/**
 * `work` returns extra fields of the result, or throws an error whose message becomes `name:fail message`. It runs after the
 * caller has continued, so that a page can navigate while it is being shown.
 */
export function toApi(name: string, work: (options: ApiOptions) => object | void): HostApi {
  return (options = {}) => callAsync(name, options as CallOptions, () => work(options) ?? {})
}

/** The subset of wx.canIUse's nested schemas (`request.object.enableChunked`) that a program is likely to query. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  request: 'url data header timeout method dataType responseType enableChunked'.split(' '),
  navigateTo: ['url', 'events'],
  setInnerAudioOption: ['mixWithOther', 'obeyMuteSwitch', 'speakerOn'],
  showModal:
    'title content showCancel cancelText cancelColor confirmText confirmColor editable placeholderText'.split(
      ' ',
    ),
  showToast: ['title', 'icon', 'image', 'duration', 'mask'],
}

/** Reading an API that is not in `apis` throws: a mini program must never mistake a missing API for success. */
export function createWxObject(apis: Record<string, unknown>): Record<string, unknown> {
  const canIUse = (schema: string) => {
    const [name = '', ...rest] = schema.split('.')
    if ((BUILT_INS as readonly string[]).includes(name)) {
      const attribute = rest[0]?.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())
      return attribute === undefined || attribute in (propertiesOf.get(name) ?? {})
    }
    if (!(name in apis)) return false
    const [kind, field] = rest
    if (kind === undefined) return true
    if (field === undefined) return ['object', 'return', 'success', 'callback'].includes(kind)
    if (kind === 'object') return parameters[name]?.includes(field) === true
    // for an information API, check the fields that it returns here
    const api = apis[name]
    if (kind !== 'return' || !/^get\w*(Sync|Info|Setting)$/.test(name) || typeof api !== 'function')
      return false
    return field in ((api as () => object)() ?? {})
  }
  return new Proxy<Record<string, unknown>>(
    { ...apis, canIUse },
    {
      get(target, name) {
        if (typeof name === 'symbol' || name in target) return target[name as string]
        throw new Error(`not in the simulator: wx.${name}`)
      },
    },
  )
}
