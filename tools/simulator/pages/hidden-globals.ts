// The browser's globals → the names that no phone has and that a mini program must not see.

/** The language's own globals on phones, timers and the console. */
const languageGlobals = new Set(
  `Object Array String Number Boolean Symbol Date Math JSON RegExp Promise Proxy Reflect Map Set WeakMap WeakSet
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float32Array Float64Array Error EvalError RangeError ReferenceError SyntaxError TypeError URIError Intl
  NaN Infinity undefined isNaN isFinite parseInt parseFloat
  encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape
  setTimeout clearTimeout setInterval clearInterval console`.split(/\s+/),
)

/** The identifiers to shadow: everything on `window` and its prototypes that is not listed above. */
export function listHiddenGlobals(): string[] {
  const names = new Set<string>()
  for (let object = window as object | null; object; object = Object.getPrototypeOf(object) as object | null)
    for (const name of Object.getOwnPropertyNames(object)) names.add(name)
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !languageGlobals.has(name))
}

/** `instanceof Function` still works; evaluating text as code does not, as on a phone. */
export const functionWithoutEval = new Proxy(Function, { apply: refuseEval, construct: refuseEval })

// a function's own constructor is another way to it
for (const each of [() => 0, async () => Promise.resolve(), function* () {}, async function* () {}])
  Object.defineProperty(Object.getPrototypeOf(each), 'constructor', { value: functionWithoutEval })

function refuseEval(): never {
  throw new EvalError('a mini program cannot evaluate text as code')
}

const timer =
  (name: 'setTimeout' | 'setInterval') =>
  (act: unknown, delayMs?: number, ...rest: unknown[]) => {
    if (typeof act === 'function') return window[name](act as () => void, delayMs, ...rest)
    throw new TypeError(`${name} expects a function as first argument but got ${typeof act}.`)
  }
export const timersWithoutEval = { setTimeout: timer('setTimeout'), setInterval: timer('setInterval') }
