// fastestsmallesttextencoderdecoder as on a phone. It prefers a native TextDecoder, so that is hidden while it loads.
import { createRequire } from 'node:module'

const native = globalThis.TextDecoder
Reflect.deleteProperty(globalThis, 'TextDecoder')
const polyfill = createRequire(__filename)('fastestsmallesttextencoderdecoder') as {
  decode: (bytes: Uint8Array) => string
}
globalThis.TextDecoder = native

export const decodePolyfilled = polyfill.decode
