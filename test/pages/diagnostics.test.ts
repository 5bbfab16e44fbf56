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
  chunks: [[700, 42]],
  chunkCount: 1,
  logid: '1795424221037',
  sizeBytes: 117_504,
  durationMs: 19_584,
}

const lines = [
  'logid 1795424221037 · take 19.58 s, 117504 B · from recorded',
  '+0.00 s send → sending/unsent',
  '+0.81 s exchange-failed (upload-failed) → recorded',
  '1 chunks: +0.70 s 42',
].join('\n')

test('shows the last runs, and copies everything with one tap', async () => {
  const services = createFakeServices('en')
  services.diagnostics.runs = () => [run]
  Object.assign(globalThis, { getApp: () => ({ services }) })
  const page: Rendered = loadPage('diagnostics')()
  await settle()
  expect(services.titles).toEqual(['Diagnostics'])
  expect(textsOf(page)).toEqual(expect.arrayContaining(['2026-11-24 14:32:05', lines]))
  await tap(find(page, 'button')[0])
  expect(services.copied).toEqual([`app 1.0.0 (release)\nWeChat 8.0.60\n\n2026-11-24 14:32:05\n${lines}`])
  page.detach()
})
