// URL parameters and window.__simulator → the conditions that the wx APIs simulate.
import { createListeners } from './listeners'

const choices = {
  /** `undecided`: the browser prompts, and its answer is remembered, as in WeChat. */
  microphone: ['undecided', 'granted', 'refused', 'system-off', 'busy'],
  /** `ask`: the student has not accepted the privacy guide yet. */
  privacy: ['agreed', 'ask', 'refused', 'undeclared'],
  /** `active`: a call or another app has taken the microphone. */
  call: ['none', 'active'],
  /** `hidden`: the student has switched to another app. */
  app: ['shown', 'hidden'],
  /** `undeclared`: the operator has not named it in the privacy guide. */
  clipboard: ['granted', 'undeclared', 'refused'],
  network: ['wifi', 'weak', 'offline'],
  /** Subpackages whose code is required: they come at once, not before this changes, or not at all. */
  packages: ['arriving', 'waiting', 'failing'],
  /** `full`: applies to storage and to files. */
  storage: ['normal', 'full'],
  /** `webm`: the format DevTools and WeChat for Mac write, whatever was requested. `dead`: no event follows stop(), as reported. */
  recorder: ['mp3', 'webm', 'dead'],
  /** `ahead`: the first seconds of a take arrive ten times as fast as spoken, so that tests need not wait. */
  sound: ['live', 'ahead'],
  /** `body`: no chunks; the whole response is in `res.data`, as reported for some PC versions. */
  chunks: ['arraybuffer', 'uint8array', 'string', 'body'],
  /** `without-status`: `onHeadersReceived` has no statusCode, as in DevTools. */
  headers: ['with-status', 'without-status'],
} as const

export type Conditions = { -readonly [K in keyof typeof choices]: (typeof choices)[K][number] }
export type ConditionName = keyof Conditions

export type Switches = ReturnType<typeof createSwitches>

/** The parameter `storage` is either a condition or the initial contents of wx storage; both may be given. */
export const isStorageSeed = (value: string) => value.startsWith('{')

const rememberedKey = 'simulator:microphone'

/**
 * @param query parameters named after the conditions; a `storage` that starts with `{` is the seed of wx storage
 * @param remembered for the student's decision on the microphone, which outlives a launch
 * @throws Error on an unknown value
 */
export function createSwitches(query: URLSearchParams, remembered?: Pick<Storage, 'getItem' | 'setItem'>) {
  const names = Object.keys(choices) as ConditionName[]
  const values = Object.fromEntries(names.map((name) => [name, choices[name][0]])) as unknown as Conditions
  const changes = createListeners<ConditionName>()

  function assign(name: ConditionName, value: string): void {
    if (!Object.hasOwn(choices, name)) throw new Error(`simulator: unknown condition ${name}`)
    if (!(choices[name] as readonly string[]).includes(value))
      throw new Error(`simulator: ${name}=${value}, expected ${choices[name].join('|')}`)
    Object.assign(values, { [name]: value })
  }

  const decided = remembered?.getItem(rememberedKey)
  if (decided === 'granted' || decided === 'refused') assign('microphone', decided)
  for (const name of names) {
    const value = query.getAll(name).find((candidate) => !isStorageSeed(candidate))
    if (value !== undefined) assign(name, value)
  }

  return {
    get: <K extends ConditionName>(name: K): Conditions[K] => values[name],
    /** @throws Error for a value not in `choices()[name]`: a misspelt condition must not go unnoticed in a test. */
    set(name: ConditionName, value: string): void {
      const before = values[name]
      assign(name, value)
      if (name === 'microphone') remembered?.setItem(rememberedKey, value)
      if (values[name] !== before) changes.emit(name)
    },
    /** All conditions with their possible values, the default first. */
    choices: (): Readonly<Record<ConditionName, readonly string[]>> => choices,
    onChange: changes.on,
    /** As `onChange`, for one condition and with what it has become. */
    onChangeOf<K extends ConditionName>(name: K, listener: (value: Conditions[K]) => void): void {
      changes.on((changed) => {
        if (changed === name) listener(values[name])
      })
    },
  }
}
