// tools/service/deploy: what it names exists, its times fit the service's, and nobody has more rights than needed.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as yaml from 'js-yaml'
import { variables } from '../../../tools/service/settings'
import { describeUnlessMissing } from '../../installed'
import { root } from './deploy-doc'
import { nginxMissing, nginxProgram } from './start-nginx'

const read = (name: string) => readFileSync(join(root, 'tools/service/deploy', name), 'utf8')
/** `services.one.ports` of a document. */
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((part, name) => (part as Record<string, unknown> | undefined)?.[name], value)
const known = ['TZ', ...Object.keys(variables)]
const patienceSeconds = (variables.GRACE_MS.fallback + variables.DRAIN_MS.fallback) / 1000

test('compose: two instances that share a Redis without a disk, open to this machine alone', () => {
  const [compose] = yaml.loadAll(read('compose.yaml'))
  for (const name of ['one', 'two']) {
    const service = at(compose, `services.${name}`)
    expect(known).toEqual(expect.arrayContaining(Object.keys(at(service, 'environment') as object)))
    expect(Number.parseInt(String(at(service, 'stop_grace_period')), 10)).toBeGreaterThan(patienceSeconds)
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    expect(at(service, 'ports')).toBeUndefined()
  }
  expect(at(compose, 'services.nginx.ports')).toEqual(['127.0.0.1:8080:8080'])
  expect((at(compose, 'services.redis.command') as string[]).join(' ')).toContain('--save  --appendonly no')
  expect(at(compose, 'services.redis.ports')).toBeUndefined()
  expect(at(compose, 'services.redis.networks')).toEqual(['inside'])
  expect(at(compose, 'networks.inside.internal')).toBe(true)
})

test('Kubernetes: drains, scales by what the service counts, and has no rights', () => {
  const all = yaml.loadAll(read('kubernetes.yaml'))
  const of = (kind: string, path: string) =>
    at(
      all.find((one) => at(one, 'kind') === kind),
      `spec.${path}`,
    )
  const pod = of('Deployment', 'template.spec')
  const container = at(pod, 'containers.0')
  expect(at(pod, 'terminationGracePeriodSeconds')).toBeGreaterThan(patienceSeconds)
  expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } })
  expect(at(container, 'securityContext')).toMatchObject({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  const names = (at(container, 'env') as { name: string }[]).map(({ name }) => name)
  expect(known).toEqual(expect.arrayContaining(names))
  expect(at(container, 'ports')).toMatchObject([
    { containerPort: 8080 },
    { containerPort: variables.METRICS_PORT.fallback },
  ])
  expect(at(container, 'readinessProbe.httpGet.path')).toBe('/healthz')
  const metric = String(of('HorizontalPodAutoscaler', 'metrics.0.pods.metric.name'))
  expect(readFileSync(join(root, 'tools/service/metrics.ts'), 'utf8')).toContain(`'${metric}'`)
  expect(of('PodDisruptionBudget', 'maxUnavailable')).toBe(1)
  expect(of('NetworkPolicy', 'policyTypes')).toEqual(['Ingress'])
})

describeUnlessMissing('the nginx of compose', nginxMissing, () => {
  test('is one that nginx takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-nginx-'))
    const local = read('nginx.conf').replace(/server (one|two):/g, 'server 127.0.0.1:')
    writeFileSync(
      join(folder, 'nginx.conf'),
      `pid ${folder}/pid;\nevents {}\nhttp {\naccess_log off;\n${local}}\n`,
    )
    execFileSync(nginxProgram ?? '', [
      '-t',
      '-q',
      '-p',
      folder,
      '-e',
      join(folder, 'log'),
      '-c',
      join(folder, 'nginx.conf'),
    ])
    rmSync(folder, { recursive: true, force: true })
  })
})
