// docs/deploy.md without Docker, to the letter: its commands, its unit, its nginx and its check, with folders and ports of this test.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { variables } from '../../../tools/service/settings'
import { startOpenAiServer, type OpenAiServer } from '../../fakes/openai-server'
import { describeUnlessMissing, findProgram } from '../../installed'
import { blockOf, root } from './deploy-doc'
import { contentsOf } from './openai/start-openai'
import { hostName, nginxMissing, startNginx, type Nginx } from './start-nginx'

const missing = nginxMissing ?? (findProgram(['curl']) ? undefined : 'curl')

describeUnlessMissing('docs/deploy.md without Docker', missing, () => {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  const here = (text: string) =>
    text.replaceAll('/etc/', `${folder}/etc/`).replaceAll('/opt/', `${folder}/opt/`)
  const unit = here(blockOf('ini'))
  const directive = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? ''
  let upstream: OpenAiServer
  let service: ChildProcess | undefined
  let nginx: Nginx | undefined
  afterAll(async () => {
    service?.kill('SIGKILL')
    await nginx?.close()
    await upstream.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('installs, and only root can read the key', () => {
    const [install = '', ...commands] = blockOf('sh', 'service:build').split('\n')
    // installed already: container.slow.test.ts says that this installs enough
    expect(install).toMatch(/^npm ci --workspace tools\/service /)
    execFileSync('sh', ['-ec', here(commands.join('\n'))], { cwd: root, stdio: 'pipe' })
    expect(statSync(`${folder}/etc/speaking.env`).mode & 0o777).toBe(0o600)
  })

  test('the unit starts what was installed, and systemd has nothing against it', () => {
    const [program, file, ...more] = directive('ExecStart').split(' ')
    expect([program, file, more]).toEqual(['/usr/bin/node', `${folder}/opt/speaking/service.cjs`, []])
    const patienceMs = variables.GRACE_MS.fallback + variables.DRAIN_MS.fallback
    expect(Number(directive('TimeoutStopSec')) * 1000).toBeGreaterThan(patienceMs)
    const analyze = findProgram(['systemd-analyze'])
    if (!analyze) return
    writeFileSync(join(folder, 'speaking.service'), unit.replace('/usr/bin/node', process.execPath))
    const { stderr, status } = spawnSync(analyze, ['verify', '--man=no', join(folder, 'speaking.service')], {
      encoding: 'utf8',
    })
    // it also reports on the units of the machine
    expect(stderr.split('\n').filter((line) => line.includes('speaking.service'))).toEqual([])
    expect(status).toBe(0)
  })

  test('with that environment it answers behind that nginx, as the check shows', async () => {
    upstream = await startOpenAiServer()
    const environment = Object.fromEntries(
      readFileSync(directive('EnvironmentFile'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    ) as Record<string, string>
    expect(environment['PORT']).toBe('8080')
    const child = (service = spawn(process.execPath, directive('ExecStart').split(' ').slice(1), {
      env: {
        ...environment,
        PORT: '0',
        OPENAI_API_KEY: 'sk-secret',
        OPENAI_BASE_URL: upstream.baseUrl,
        DRAIN_MS: '0',
      },
    }))
    const ended = once(child, 'close')
    let output = ''
    const port = await new Promise<number>((resolve, reject) => {
      const take = (text: Buffer) => {
        output += text.toString()
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(output)
        if (found) resolve(Number(found[1]))
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
      void ended.then(() => reject(new Error(output)))
    })
    nginx = await startNginx({ servicePorts: [port] })

    const options = [`connect-to = "${hostName}:443:127.0.0.1:${nginx.port}"`, `cacert = "${folder}/ca.pem"`]
    writeFileSync(join(folder, 'ca.pem'), nginx.certificate)
    writeFileSync(join(folder, '.curlrc'), options.join('\n'))
    const check = spawn('sh', ['-ec', blockOf('sh', 'curl -N')], {
      cwd: root,
      env: { ...process.env, CURL_HOME: folder },
    })
    let shown = ''
    check.stdout.on('data', (text: Buffer) => (shown += text.toString()))
    await once(check, 'close')
    expect(contentsOf(shown).join('')).toContain('I love it.')
    expect(nginx.errors()).toBe('')

    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})
