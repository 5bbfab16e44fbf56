/** @jest-environment jsdom */
import type { RunTrace } from '../../miniprogram/core/diagnostics/run-trace'
import { loadPage, settle, textsOf, type Rendered } from '../components/simulate'
import { createFakeServices } from './fake-services'
import { find, tap } from './find'

const run: RunTrace = {
  startedAtMs: new Date(2026, 10, 24, 14, 32, 5).getTime(),
  from: 'recorded',
  steps: [
    { atMs: 0, event: 'send', state: 'sending/unsent' },
    { atMs: 812, event: 'exchange-failed', state: 'recorded', detail: 'upload-failed' },
  ],
  chunks: [
    [700, 42],
    [810, 470],
  ],
  chunkCount: 2,
  receivedBytes: 512,
  longestGapMs: 110,
  logid: '1795424221037',
  sizeBytes: 117_504,
  durationMs: 19_584,
}

const steps = ['+0.00 s send → sending/unsent', '+0.81 s exchange-failed (upload-failed) → recorded'].join(
  '\n',
)

test('shows the version and the last runs; copies everything, with each chunk, with one tap', async () => {
  const services = createFakeServices('zh')
  services.diagnostics.runs = () => [run]
  const build = { channel: 'release', version: '1.0.0', apiAddress: '' }
  Object.assign(services, { build, hasCloud: false })
  Object.assign(globalThis, { getApp: () => ({ services }) })
  const page: Rendered = loadPage('support')()
  await settle()
  expect(services.titles).toEqual(['支持'])
  expect(textsOf(page)).toEqual(
    expect.arrayContaining([
      '版本',
      '1.0.0',
      '2026-11-24 14:32:05',
      [
        '录音 19.58 秒，114.8 KB, 48 kb/s',
        '编号 1795424221037',
        '回答分 2 次收到，共 0.5 KB；第一次在 0.70 秒，最长间隔 0.11 秒',
      ].join('\n'),
      steps,
    ]),
  )
  await tap(find(page, 'button')[0])
  expect(services.copied).toEqual([
    [
      'app 1.0.0 (release)\nWeChat 8.0.60\n',
      '2026-11-24 14:32:05',
      'logid 1795424221037 · take 19.58 s, 117504 B, 48 kb/s · from recorded',
      steps,
      '2 chunks, 512 B, longest gap 0.11 s',
      'chunks: +0.70 s 42, +0.81 s 470',
    ].join('\n'),
  ])
  page.detach()
})
