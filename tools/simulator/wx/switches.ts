// The simulator's own conditions: URL parameters, window.__simulator → what the wx APIs meet.
import { createListeners } from './listeners'

const choices = {
  /** `undecided`: the browser's own prompt asks, and its answer is remembered as WeChat remembers it. */
  microphone: ['undecided', 'granted', 'refused', 'system-off', 'busy'],
  /** `ask`: the student has not agreed to the privacy guide yet. */
  privacy: ['agreed', 'ask', 'refused', 'undeclared'],
  /** `active`: a call or another app has taken the microphone. */
  call: ['none', 'active'],
  /** `hidden`: the student has turned to another app. */
  app: ['shown', 'hidden'],
  network: ['wifi', 'weak', 'offline'],
  /** `full`: of values and of files alike. */
  storage: ['normal', 'full'],
  /** `webm`: what DevTools and WeChat for Mac write whatever is asked for. `dead`: no word after stop(), as reported. */
  recorder: ['mp3', 'webm', 'dead'],
  /** `ahead`: the first seconds of a take come ten times as fast as they are spoken, so that a test need not wait for them. */
  sound: ['live', 'ahead'],
  /** `body`: no chunks, the whole answer in `res.data`, as reported of some PC versions. */
  chunks: ['arraybuffer', 'uint8array', 'string', 'body'],
  /** `without-status`: `onHeadersReceived` carries no statusCode, as in DevTools. */
  headers: ['with-status', 'without-status'],
} as const

export type Conditions = { -readonly [K in keyof typeof choices]: (typeof choices)[K][number] }
export type ConditionName = keyof Conditions

export interface Switches {
  get<K extends ConditionName>(name: K): Conditions[K]
  /** @throws Error when the value is none of `choices()[name]`: a misspelt condition must not pass for a tested one. */
  set(name: ConditionName, value: string): void
  /** Every condition with its possible values, the default first: for a panel. */
  choices(): Readonly<Record<ConditionName, readonly string[]>>
  onChange(listener: (name: ConditionName) => void): void
  /** A call or another app takes the microphone. */
  beginInterruption(): void
  endInterruption(): void
  interrupted(): boolean
  onInterruption(listener: (event: 'begin' | 'end') => void): void
}

/** Where decisions of the student (the microphone's permission) outlive a launch. */
export interface Remembered {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** The parameter `storage` holds a condition, or what storage is to begin with: both may be given. */
export function isStorageSeed(value: string): boolean {
  return value.startsWith('{')
}

const rememberedKey = 'simulator:microphone'

/**
 * @param query parameters named as the conditions; `storage` is also the seed of wx storage when it starts with `{`
 * @throws Error on an unknown value
 */
export function createSwitches(query: URLSearchParams, remembered?: Remembered): Switches {
  const names = Object.keys(choices) as ConditionName[]
  const values = Object.fromEntries(names.map((name) => [name, choices[name][0]])) as unknown as Conditions
  const changes = createListeners<ConditionName>()
  const interruptions = createListeners<'begin' | 'end'>()

  function assign(name: ConditionName, value: string): void {
    if (!Object.hasOwn(choices, name)) throw new Error(`simulator: no condition is called ${name}`)
    if (!(choices[name] as readonly string[]).includes(value)) {
      throw new Error(`simulator: ${name}=${value}, expected ${choices[name].join('|')}`)
    }
    Object.assign(values, { [name]: value })
  }

  const decided = remembered?.getItem(rememberedKey)
  if (decided === 'granted' || decided === 'refused') assign('microphone', decided)
  for (const name of names) {
    const value = query.getAll(name).find((given) => !isStorageSeed(given))
    if (value !== undefined) assign(name, value)
  }

  function set(name: ConditionName, value: string): void {
    const before = values[name]
    assign(name, value)
    if (name === 'microphone') remembered?.setItem(rememberedKey, value)
    if (values[name] === before) return
    if (name === 'call') interruptions.emit(value === 'active' ? 'begin' : 'end')
    changes.emit(name)
  }

  return {
    get: (name) => values[name],
    set,
    choices: () => choices,
    onChange: changes.on,
    beginInterruption: () => set('call', 'active'),
    endInterruption: () => set('call', 'none'),
    interrupted: () => values.call === 'active',
    onInterruption: interruptions.on,
  }
}
