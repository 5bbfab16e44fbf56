// A local replacement for https://servicewechat.com, and of Tencent's cloud functions, behind a CONNECT proxy, with the endpoints that
// miniprogram-ci uses.
// It checks signatures as WeChat does; the wording of WeChat's refusals is only known from reports.
import { createHash, publicDecrypt, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { makeCertificate } from '../../fakes/certificate'

export interface Received {
  path: string
  query: URLSearchParams
  /** The files of an upload or a preview, by path with a leading slash. */
  files: Map<string, Buffer>
}

export interface CloudFunction {
  status: 'Active' | 'Updating'
  installDependency: 'TRUE' | 'FALSE'
  /** The zip last uploaded. */
  code?: Buffer
}

export interface FakeWeChat {
  /** The value for HTTPS_PROXY. */
  proxy: string
  /** PEM for NODE_EXTRA_CA_CERTS. */
  certificate: string
  /** Requested hosts that it does not play. */
  strangers: string[]
  /** The path of every request, and the action of those to the cloud, in order. */
  requests: string[]
  /** Resolves once `path` has been requested `times` times. */
  asked(path: string, times: number): Promise<void>
  /** The uploads with a valid signature. */
  received: Received[]
  /** The maps of the version that a robot uploaded: path → JSON. Sent in parts, which may be cut anywhere. */
  sourceMaps: Map<number, Record<string, string>>
  /** The cloud's environments: their functions, and what became of each. */
  environments: Map<string, Map<string, CloudFunction>>
  /** Overrides the response to every request for this path: a JSON value, a text, or never. */
  answer(path: string, reply: unknown): void
  close(): Promise<void>
}

const hosts = ['servicewechat.com', 'scf.tencentcloudapi.com']

/** For `answer`: never respond. */
export const silence = Symbol('silence')

/** `publicKey`: PEM of the upload key's public half, which WeChat stores. `qrCode`: the picture returned for a preview. */
export async function startFakeWeChat(appid: string, publicKey: string, qrCode: Buffer): Promise<FakeWeChat> {
  const { key, cert } = makeCertificate(...hosts)
  const randomStrings = new Set<string>()
  const replies = new Map<string, unknown>()
  const sockets = new Set<Socket>()
  const watchers = new Set<() => void>()
  const [strangers, requests, received]: [string[], string[], Received[]] = [[], [], []]
  const sourceMaps: FakeWeChat['sourceMaps'] = new Map()
  const environments: FakeWeChat['environments'] = new Map()
  /** Hashes of the requests that may be sent to the cloud itself. */
  const signed = new Set<string>()

  /** The cloud's API, as far as deploying a function needs it. */
  const cloud = (action: string, request: CloudRequest): object => {
    const missing = (code: string) => ({ Error: { Code: code, Message: `no ${request.FunctionName}` } })
    const named = environments.get(request.Namespace ?? '')?.get(request.FunctionName ?? '')
    switch (action) {
      case 'DescribeEnvs':
        return {
          EnvList: [...environments.keys()].map((id) => ({
            ...{ EnvId: id, Alias: id, Status: 'NORMAL', Source: 'miniapp' },
            ...{ CreateTime: '2026-01-01 00:00:00', UpdateTime: '2026-01-01 00:00:00' },
            ...{ Databases: [], Storages: [] },
            Functions: [{ Namespace: id, Region: 'ap-shanghai' }],
          })),
        }
      case 'GetFunction':
        if (!named) return missing('ResourceNotFound.Function')
        return {
          ...{ FunctionName: request.FunctionName, Runtime: 'Nodejs16.13', Handler: 'index.main' },
          ...{ MemorySize: 256, Timeout: 3, Status: named.status, StatusDesc: '' },
          ...{ InstallDependency: named.installDependency, Environment: { Variables: [] } },
          PublicNetConfig: { EipConfig: { EipStatus: 'DISABLE', EipAddress: [] } },
        }
      case 'UpdateFunctionConfiguration':
        if (named && request.InstallDependency) named.installDependency = request.InstallDependency
        return {}
      case 'UpdateFunctionCode':
        if (named && request.ZipFile !== undefined) named.code = Buffer.from(request.ZipFile, 'base64')
        return {}
      default:
        return missing('InvalidAction')
    }
  }

  /** Each nonce can be signed only once. */
  const isSigned = (signature: string): boolean => {
    try {
      const text = publicDecrypt(publicKey, Buffer.from(signature, 'base64')).toString()
      const signed = JSON.parse(text) as { appid: string; rand_str: string }
      return signed.appid === appid && randomStrings.delete(signed.rand_str)
    } catch {
      return false
    }
  }

  const handle = (url: URL, body: Buffer): unknown => {
    const wrongKey = { errCode: -80011, errMsg: 'invalid signature' }
    switch (url.pathname) {
      case '/wxa/ci/getrandstr': {
        const randomString = randomBytes(16).toString('hex')
        randomStrings.add(randomString)
        return { errCode: 0, data: { randomString } }
      }
      case '/wxa/ci/getattr': {
        const { signature } = JSON.parse(body.toString()) as { signature: string }
        return isSigned(signature) ? { errCode: 0, data: attributes } : wrongKey
      }
      case '/wxa/ci/getwhiteextlist':
        return { errCode: 0, data: {} }
      case '/wxa/ci/upload':
      case '/wxa/ci/testSourceURL': {
        const files = unpack(gunzipSync(body))
        const { signature } = JSON.parse(files.get('/ci.signature')?.toString() ?? '{}') as {
          signature: string
        }
        files.delete('/ci.signature')
        if (!isSigned(signature)) return wrongKey
        received.push({ path: url.pathname, query: url.searchParams, files })
        return { errCode: 0, errMsg: 'ok', body: { qrcode_img: qrCode.toString('base64') } }
      }
      case '/wxa/ci/get_dev_sourcemap_info':
      case '/wxa/ci/get_dev_sourcemap': {
        const { signature, robot, offset, limit } = readJson(body) as {
          [name in 'robot' | 'offset' | 'limit']: number
        } & { signature: string }
        if (!isSigned(signature)) return wrongKey
        const maps = sourceMaps.get(robot)
        if (!maps) return { errCode: -80012, errMsg: 'no code of this robot' }
        const list = Object.entries(maps).map(([fullpath, sourcemap]) => ({ fullpath, sourcemap }))
        const text = JSON.stringify({ sourcemap_list: list })
        if (url.pathname.endsWith('_info'))
          return { errCode: 0, data: { total_size: text.length, limit: Math.ceil(text.length / 2) } }
        return { innerRequestResp: { errCode: 0, body: text.slice(offset, offset + limit) } }
      }
      case '/wxa/ci/cloudapihttpagent': {
        const { signature, agentReq } = readJson(body) as {
          signature: string
          agentReq: { action: string; postdata: string }
        }
        if (!isSigned(signature)) return wrongKey
        requests.push(agentReq.action)
        const reply = cloud(agentReq.action, JSON.parse(agentReq.postdata) as CloudRequest)
        const content = JSON.stringify({ Response: { RequestId: '1', ...reply } })
        return { errCode: 0, data: { base_resp: { ret: 0 }, content } }
      }
      case '/wxa/ci/getqcloudapisignature': {
        const { signature, signReq } = readJson(body) as {
          signature: string
          signReq: { action: string; hashed_postdata: string }
        }
        if (!isSigned(signature)) return wrongKey
        signed.add(signReq.hashed_postdata)
        return {
          errCode: 0,
          header: `X-TC-Action: ${signReq.action}\nAuthorization: ${signReq.hashed_postdata}`,
        }
      }
      default:
        return { errCode: -1, errMsg: `unknown path ${url.pathname}` }
    }
  }

  /** Large requests go to the cloud without WeChat in between, with a header that WeChat has signed. */
  const direct = ({ headers }: http.IncomingMessage, body: Buffer): unknown => {
    const action = String(headers['x-tc-action'])
    const hash = createHash('sha256').update(body).digest('hex')
    const isValid = headers.authorization === hash && signed.delete(hash)
    requests.push(action)
    const failure = { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'not signed' } }
    const reply = isValid ? cloud(action, JSON.parse(body.toString()) as CloudRequest) : failure
    return { Response: { RequestId: '1', ...reply } }
  }

  const service = https.createServer({ key, cert }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'https://servicewechat.com')
      requests.push(url.pathname)
      for (const look of watchers) look()
      const set = replies.get(url.pathname)
      const body = Buffer.concat(chunks)
      const isCloud = request.headers.host === 'scf.tencentcloudapi.com'
      const reply = set === undefined ? (isCloud ? direct(request, body) : handle(url, body)) : set
      if (reply === silence) return
      response.end(typeof reply === 'string' ? reply : JSON.stringify(reply))
    })
  })
  const proxy = http.createServer((_request, response) => response.writeHead(405).end())
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // the client was killed
    socket.on('error', () => undefined)
  })
  proxy.on('connect', (request: http.IncomingMessage, socket: Socket) => {
    if (!hosts.some((host) => request.url === `${host}:443`)) {
      strangers.push(request.url ?? '')
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      return
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    service.emit('connection', socket)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')

  return {
    proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    certificate: cert,
    strangers,
    requests,
    received,
    sourceMaps,
    environments,
    asked: (path, times) =>
      new Promise((resolve) => {
        const look = () => {
          if (requests.filter((request) => request === path).length >= times) resolve()
        }
        watchers.add(look)
        look()
      }),
    answer: (path, reply) => void replies.set(path, reply),
    async close() {
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await once(proxy, 'close')
    },
  }
}

interface CloudRequest {
  readonly Namespace?: string
  readonly FunctionName?: string
  readonly InstallDependency?: 'TRUE' | 'FALSE'
  readonly ZipFile?: string
}

/** Some requests are compressed. */
function readJson(body: Buffer): unknown {
  return JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString())
}

/** 0xBE, version, index length, data length, 0xED; count; (name, offset, length) for each; data. Big-endian. */
function unpack(container: Buffer): Map<string, Buffer> {
  if (container[0] !== 0xbe || container[13] !== 0xed) throw new Error('not a container')
  const files = new Map<string, Buffer>()
  let at = 18
  for (let left = container.readUInt32BE(14); left > 0; left -= 1) {
    const end = at + 4 + container.readUInt32BE(at)
    const [offset, length] = [container.readUInt32BE(end), container.readUInt32BE(end + 4)]
    files.set(container.toString('utf8', at + 4, end), container.subarray(offset, offset + length))
    at = end + 8
  }
  return files
}

/** An ordinary account's attributes. */
const attributes = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxCustomTabbarCount: 10,
    MaxTabbarIconSize: 40,
  },
}
