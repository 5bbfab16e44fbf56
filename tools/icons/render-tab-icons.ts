// svg-icon.wxss's shapes and theme.json's colours → miniprogram/images/tabs/*.png: WeChat's tab bar does not accept SVG.
// Run `npx tsx tools/icons/render-tab-icons.ts`. Needs Chromium: CHROMIUM_PATH, or /usr/bin/chromium.
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'

const miniprogram = resolve(__dirname, '../../miniprogram')
const folder = join(miniprogram, 'images/tabs')
/** WeChat's requirement: 81 × 81 px, less than 40 kB. */
const sizePx = 81
/** Three times the drawing's 24 px. */
const shapePx = 72

const tabs = { practice: 'bubble', topics: 'grid', history: 'clock', me: 'person' }
const states = { normal: 'tabText', selected: 'tabSelected' }

type Theme = Record<string, string>

function shapeOf(icon: string): string {
  const styles = readFileSync(join(miniprogram, 'components/svg-icon/svg-icon.wxss'), 'utf8')
  const found = new RegExp(`\\.${icon} \\{\\s*--shape: url\\("data:image/svg\\+xml,([^"]+)"\\)`).exec(styles)
  if (found?.[1] === undefined) throw new Error(`svg-icon.wxss has no ${icon}`)
  return decodeURIComponent(found[1])
}

function pageOf(shape: string, colour: string): string {
  const coloured = shape
    .replaceAll('#000', colour)
    .replace('<svg ', `<svg width="${shapePx}" height="${shapePx}" `)
  const centred = `display:grid;place-items:center;width:${sizePx}px;height:${sizePx}px;margin:0`
  return `<!doctype html><body style="${centred};background:transparent">${coloured}</body>`
}

async function main(): Promise<void> {
  const themes = JSON.parse(readFileSync(join(miniprogram, 'theme.json'), 'utf8')) as Record<string, Theme>
  mkdirSync(folder, { recursive: true })
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args })
  const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } })
  for (const [theme, colours] of Object.entries(themes)) {
    for (const [tab, icon] of Object.entries(tabs)) {
      for (const [state, colour] of Object.entries(states)) {
        await page.setContent(pageOf(shapeOf(icon), colours[colour] ?? ''))
        const path = join(folder, `${tab}-${state}-${theme}.png`)
        await page.screenshot({ path, omitBackground: true })
      }
    }
  }
  await browser.close()
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
