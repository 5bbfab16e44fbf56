// The services that can be asked whether a text may be shown.
import type { Clock } from '../../clock'
import type { Checker } from './content-check'
import { member, parseJson } from './json'
import { post, readText } from './post'
import { errorInside, UpstreamError } from './upstream-error'

const answerMaxBytes = 100_000

/** OpenAI's `POST /moderations`, which gateways and guards of one's own speak too. */
export function createModerations({ baseUrl, apiKey, model }: ModerationsSettings): Checker {
  return async (text, signal) => {
    const headers = { Authorization: `Bearer ${apiKey}` }
    const answer = await ask(`${baseUrl}/moderations`, headers, { model, input: text }, signal)
    const results = member(answer, 'results')
    if (!Array.isArray(results) || results.length === 0) throw unreadable(answer)
    const verdicts = results.map((result: unknown) => member(result, 'flagged'))
    if (verdicts.some((flagged) => typeof flagged !== 'boolean')) throw unreadable(answer)
    return verdicts.includes(true) ? 'forbidden' : 'allowed'
  }
}

export interface ModerationsSettings {
  readonly baseUrl: string
  readonly apiKey: string
  readonly model: string
}

export interface WeChatSettings {
  /** `https://api.weixin.qq.com`; in WeChat Cloud Hosting with 开放接口服务 `http://…`, which adds the token itself. */
  readonly baseUrl: string
  readonly account: { readonly appid: string; readonly secret: string } | undefined
}

/** The limit of version 2; that of version 1 is far larger. Pieces overlap, so that no phrase is cut in all of them. */
const pieceLength = 2_500
const overlap = 100

const risky = 87_014
/** Of an access token: invalid, expired. */
const tokenErrors: readonly unknown[] = [40_001, 40_014, 42_001]

/**
 * WeChat's msgSecCheck, version 1: developers.weixin.qq.com/miniprogram/dev/framework/security.msgSecCheck-v1.html. Version 2 wants the openid
 * of whoever spoke, which this service does not know. Nothing here was tried against WeChat's own servers.
 */
export function createWeChatChecker({ baseUrl, account }: WeChatSettings, clock: Clock): Checker {
  const token = account && createAccessToken(baseUrl, account, clock)

  async function check(
    content: string,
    signal: AbortSignal,
    isAgain = false,
  ): Promise<'allowed' | 'forbidden'> {
    const query = token ? `?access_token=${encodeURIComponent(await token.get())}` : ''
    const answer = await ask(`${baseUrl}/wxa/msg_sec_check${query}`, {}, { content }, signal)
    const code = member(answer, 'errcode')
    if (code === risky) return 'forbidden'
    if (token && tokenErrors.includes(code) && !isAgain) {
      token.forget()
      return check(content, signal, true)
    }
    if (code !== 0) throw unreadable(answer, code)
    // version 2's verdict, should version 1 ever give it: pass, review or risky
    const suggest = member(member(answer, 'result'), 'suggest') ?? 'pass'
    return suggest === 'pass' ? 'allowed' : 'forbidden'
  }

  return async (text, signal) => {
    const verdicts = await Promise.all(piecesOf(text).map((piece) => check(piece, signal)))
    return verdicts.includes('forbidden') ? 'forbidden' : 'allowed'
  }
}

function piecesOf(text: string): readonly string[] {
  const letters = [...text]
  const step = pieceLength - overlap
  const count = Math.max(1, Math.ceil((letters.length - overlap) / step))
  return Array.from({ length: count }, (_, index) =>
    letters.slice(index * step, index * step + pieceLength).join(''),
  )
}

/** WeChat renews a token five minutes before its end; both are valid then. */
const renewBeforeMs = 300_000
const tokenMaxMs = 5_000

/** `stable_token` gives every caller the same token, so instances and workers need not share it. */
function createAccessToken(
  baseUrl: string,
  account: { readonly appid: string; readonly secret: string },
  clock: Clock,
) {
  let token: { readonly text: string; readonly untilMs: number } | undefined
  let fetching: Promise<string> | undefined

  async function fetchToken(): Promise<string> {
    // not the signal of whoever asked first: others wait too
    const signal = AbortSignal.timeout(tokenMaxMs)
    const request = { grant_type: 'client_credential', ...account }
    const answer = await ask(`${baseUrl}/cgi-bin/stable_token`, {}, request, signal)
    const [text, seconds] = [member(answer, 'access_token'), member(answer, 'expires_in')]
    if (typeof text !== 'string' || typeof seconds !== 'number') {
      throw unreadable(answer, member(answer, 'errcode'))
    }
    token = { text, untilMs: clock.nowMs() + Math.max(seconds * 1000 - renewBeforeMs, 0) }
    return text
  }

  return {
    /** Asks once, however many wait for it. */
    get(): Promise<string> {
      if (token && clock.nowMs() < token.untilMs) return Promise.resolve(token.text)
      fetching ??= fetchToken().finally(() => (fetching = undefined))
      return fetching
    },
    forget() {
      token = undefined
    },
  }
}

async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  request: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await post({
    url,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  })
  return parseJson((await readText(response, answerMaxBytes)).text)
}

const unreadable = (answer: unknown, code?: unknown) =>
  errorInside(answer) ??
  new UpstreamError({ codes: [typeof code === 'number' ? String(code) : 'no-verdict'] })
