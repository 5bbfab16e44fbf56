// The nginx of docs/deploy.md on free ports of this machine, with a throw-away certificate and its files in a temporary folder.
import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCertificate } from '../../fakes/certificate'
import { findProgram } from '../../installed'
import { blockOf } from './deploy-doc'

export const nginxProgram = findProgram(['nginx']) ?? ['/usr/sbin/nginx'].find(existsSync)
export const nginxMissing = nginxProgram === undefined ? 'nginx (apt-get install nginx-light)' : undefined

export const hostName = 'api.example.com'
export const documented = blockOf('nginx', 'server {')

export interface Nginx {
  /** For TLS. */
  readonly port: number
  readonly certificate: string
  /** What it has logged at level warn and above. */
  errors(): string
  close(): Promise<void>
}

interface NginxOptions {
  /** In place of `server 127.0.0.1:8080;`. */
  readonly servicePorts: readonly number[]
  /** The documented block, or a changed one that shows what a line of it is for. */
  readonly block?: string
}

let certificate: ReturnType<typeof makeCertificate> | undefined

/** Rejects with nginx's own words if it does not take the block. Runs without root, as one process and its worker. */
export async function startNginx({ servicePorts, block = documented }: NginxOptions): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  mkdirSync(join(folder, 'temporary'))
  const { key, cert } = (certificate ??= makeCertificate(hostName))
  writeFileSync(join(folder, 'key.pem'), key)
  writeFileSync(join(folder, 'cert.pem'), cert)
  const errorLog = join(folder, 'error.log')
  const configuration = join(folder, 'nginx.conf')
  const pidFile = join(folder, 'nginx.pid')
  const port = await findFreePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/temporary/${name};\n`)
    .join('')
  writeFileSync(
    configuration,
    `daemon off;
worker_processes 1;
pid ${pidFile};
${process.getuid?.() === 0 ? 'user root;' : ''}
error_log ${errorLog} warn;
events {}
http {
${temporary}  access_log off;
${onPorts(block, port, servicePorts, folder)}}
`,
  )
  const options = ['-p', folder, '-e', errorLog, '-c', configuration]
  await new Promise<void>((resolve, reject) => {
    execFile(nginxProgram ?? '', ['-t', '-q', ...options], (error, _, words) => {
      if (error) reject(new Error(words))
      else resolve()
    })
  })
  const child = spawn(nginxProgram ?? '', options, { stdio: 'ignore' })
  const ended = new Promise((resolve) => child.on('close', resolve))
  // it writes its pid once it listens
  const listens = () => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== ''
  while (!listens() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5))
  return {
    port,
    certificate: cert,
    errors: () => readFileSync(errorLog, 'utf8'),
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Every replacement must find its line: what is not replaced is tested as it is. */
function onPorts(block: string, port: number, servicePorts: readonly number[], folder: string): string {
  const hasIpv6 = existsSync('/proc/net/if_inet6')
  const replacements: [string | RegExp, string][] = [
    ['listen 443 ', `listen 127.0.0.1:${port} `],
    [/listen \[::\]:443 (.*);/, hasIpv6 ? `listen [::1]:${port} $1;` : ''],
    ['server 127.0.0.1:8080;', servicePorts.map((one) => `server 127.0.0.1:${one};`).join(' ')],
    [/\/etc\/letsencrypt\S+fullchain.pem/, `${folder}/cert.pem`],
    [/\/etc\/letsencrypt\S+privkey.pem/, `${folder}/key.pem`],
  ]
  return replacements.reduce((text, [from, to]) => {
    if (text.search(from instanceof RegExp ? from : from.replace(/[.[\]]/g, '\\$&')) < 0)
      throw new Error(`docs/deploy.md has no ${String(from)}`)
    return text.replace(from, to)
  }, block)
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })
}
