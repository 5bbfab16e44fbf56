// The part of api.weixin.qq.com that the service asks, on this machine, as its documents describe it.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WeChatServer {
  readonly baseUrl: string
  /** What the next tokens are good for, in seconds. */
  tokenSeconds: number
  /** The answer to a check, by the token in its address. */
  check: (content: string, token: string | null) => unknown
  readonly requests: readonly {
    readonly path: string
    readonly token: string | null
    readonly body: unknown
  }[]
  close(): Promise<void>
}

export async function startWeChatServer(): Promise<WeChatServer> {
  const requests: { path: string; token: string | null; body: unknown }[] = []
  let tokens = 0
  const server = createServer((incoming, response) => {
    void read(incoming).then((body) => {
      const { pathname: path, searchParams } = new URL(incoming.url ?? '', 'http://wechat')
      const token = searchParams.get('access_token')
      requests.push({ path, token, body })
      const answer =
        path === '/cgi-bin/stable_token'
          ? { access_token: `token-${++tokens}`, expires_in: own.tokenSeconds }
          : own.check((body as { content: string }).content, token)
      response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own: WeChatServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenSeconds: 7_200,
    check: () => ({ errcode: 0, errmsg: 'ok' }),
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return own
}

async function read(incoming: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of incoming as AsyncIterable<Buffer>) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString())
}
