// Anything that miniprogram-ci throws, rejects with or prints → one line that says what to do.
import { stripVTControlCharacters } from 'node:util'
import { ReleaseError } from './credentials'

const host = 'servicewechat.com'

/** The server's messages, recognised by their wording: WeChat documents no list of codes. */
const refusals: { pattern: RegExp; meaning: string }[] = [
  {
    pattern: /invalid ip|white ?list|allow ?list|白名单/i,
    meaning:
      "this machine's address is not on the allow-list for uploads: admin console, development settings",
  },
  {
    pattern: /exceed|too (?:large|big)|oversize|max (?:limit|size)|超过/i,
    meaning: 'the package is too large for WeChat',
  },
  {
    pattern: /sign|private ?key|\bkey\b|密钥|签名/i,
    meaning: 'the key does not belong to this appid',
  },
]

const failures: { pattern: RegExp; meaning: string }[] = [
  {
    pattern:
      /certificate|CERT_|self.signed|UNABLE_TO_|ERR_TLS|ERR_SSL|SSL routines|:SSL|wrong version number|EPROTO|TLS/i,
    meaning: `TLS: the connection to ${host} can't be trusted (a proxy in between? NODE_EXTRA_CA_CERTS names its CA)`,
  },
  { pattern: /tunneling socket/i, meaning: `network: the proxy does not connect to ${host}` },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ESOCKETTIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|socket hang up/,
    meaning: `network: ${host} can't be reached`,
  },
  {
    pattern: /in JSON|not valid JSON|Unexpected token|Unexpected end/i,
    meaning: `${host} answered with something that is not JSON`,
  },
  {
    // miniprogram-ci assumes the response's fields exist
    pattern: /Cannot read properties of|is not iterable/,
    meaning: `${host} answered with something unexpected`,
  },
]

/** Always one line: the meaning, then the server's message in brackets. */
export function describeFailure(error: unknown): string {
  const text = textOf(error)
  if (error instanceof ReleaseError) return firstLine(text)
  const refusal = readRefusal(text)
  if (refusal !== undefined) {
    const meaning = refusals.find(({ pattern }) => pattern.test(refusal.message))?.meaning
    const quote = `errCode ${refusal.code}: ${refusal.message || 'no reason given'}`
    return firstLine(`${meaning ?? `${host} refused the request`} (${quote})`)
  }
  const meaning = failures.find(({ pattern }) => pattern.test(text))?.meaning
  return meaning === undefined ? firstLine(text) : `${meaning} (${firstLine(text)})`
}

/** `{"errCode":-10008,"errMsg":"invalid ip: …"}`, or `errCode: -10008; errMsg: invalid ip: …`, anywhere in the text. */
function readRefusal(text: string): { code: string; message: string } | undefined {
  const code = /"?errCode"?\s*:\s*"?(-?\d+)/i.exec(text)?.[1]
  if (code === undefined) return undefined
  const message = /"?errMsg"?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([^\n]*))/i.exec(text)
  return { code, message: (message?.[1] ?? message?.[2] ?? '').trim() }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' && !error.message.includes(code)
    ? `${code}: ${error.message}`
    : error.message
}

function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? 'unknown failure'
  return stripVTControlCharacters(line)
    .replace(/^(?:Error: )+/, '')
    .trim()
}

/** Rejects with a ReleaseError when `work`, which waits for WeChat, takes longer. */
export async function withinTime<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const message = `network: ${host} did not answer within ${timeoutMs / 1000} s`
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new ReleaseError(message)), timeoutMs).unref(),
    ),
  ])
}
