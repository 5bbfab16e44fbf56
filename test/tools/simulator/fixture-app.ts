// The fixture mini program with mp-html, in its own folder that a test may change.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const project = path.resolve(__dirname, '../../..')

/** `root` contains `miniprogram/`. */
export function copyFixtureApp(): { root: string; remove(): void } {
  const root = mkdtempSync(path.join(tmpdir(), 'simulator-app-'))
  cpSync(path.join(project, 'test/fixtures/simulator-app'), root, { recursive: true })
  const npm = path.join(root, 'miniprogram/miniprogram_npm/mp-html')
  cpSync(path.join(project, 'node_modules/mp-html/dist/mp-weixin'), npm, { recursive: true })
  return { root, remove: () => rmSync(root, { recursive: true }) }
}
