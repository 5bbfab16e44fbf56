// Stage: the browser's global names → those that a mini program must not see, because no phone has them.

/** The language itself, as phones have it. Timers, console and wx are passed in by the loader. */
const languageGlobals = new Set(
  `Object Array String Number Boolean Symbol Date Math JSON RegExp Promise Proxy Reflect Map Set WeakMap WeakSet
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float32Array Float64Array Error EvalError RangeError ReferenceError SyntaxError TypeError URIError Intl
  NaN Infinity undefined isNaN isFinite parseInt parseFloat
  encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape
  setTimeout clearTimeout setInterval clearInterval console`.split(/\s+/),
)

/** Identifiers to shadow: everything on `window` and its prototypes that is not in the list above. */
export function listHiddenGlobals(): string[] {
  const names = new Set<string>([
    'eval',
    'Function',
    'globalThis',
    'BigInt',
    'TextDecoder',
    'TextEncoder',
    'queueMicrotask',
  ])
  for (
    let object: object | null = window;
    object !== null;
    object = Object.getPrototypeOf(object) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(object)) names.add(name)
  }
  return [...names].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !languageGlobals.has(name))
}

/** `instanceof Function` goes on working; making code from text does not, as on a phone. */
export const functionWithoutEval = new Proxy(Function, {
  apply: refuseEval,
  construct: refuseEval,
})

function refuseEval(): never {
  throw new EvalError('a mini program can not make code from text')
}
