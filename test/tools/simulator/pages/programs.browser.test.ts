// Small programs in the simulator: what they log, show and are told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeInBrowser } from '../../../browser/chromium'
import { useSimulatedPhone, type Exposed } from '../simulated-phone'
import { programCases } from './program-cases'
import type { Source } from './program-cases/program-case'

declare const simulator: Exposed

const app = `
App({
  log: [],
  onError(text) { this.log.push(text.split('\\n')[0]) },
  onUnhandledRejection({ reason }) { this.log.push(reason.message || reason.errMsg) },
})`

describeInBrowser('small programs', () => {
  let root = ''
  const phone = useSimulatedPhone(
    () => {
      root = writeProgram()
      return root
    },
    { width: 390, height: 844 },
  )
  afterAll(() => rmSync(root, { recursive: true }))

  programCases.forEach(
    ({ name, search = '', taps = [], resized, log = [], text, styles = {}, told = [] }, index) => {
      it(name, async () => {
        await phone.open(`?path=case${index}/page${search}`)
        for (const selector of taps) await phone.top(selector).first().click()
        if (resized) await phone.page.setViewportSize(resized)
        await phone.page
          .waitForFunction((count) => simulator.getApp().log.length >= count, log.length)
          // the comparison says more
          .catch(() => undefined)
        await phone.page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))),
        )
        expect(await phone.log()).toEqual(log.map(matching))
        if (text !== undefined)
          expect((await phone.top('wx-page').innerText()).replace(/\s+/g, ' ')).toBe(text)
        for (const [selector, values] of Object.entries(styles))
          for (const [property, value] of Object.entries(values))
            expect(await phone.style(selector, property)).toBe(value)
        expect(phone.told).toEqual(told.map(matching))
      })
    },
  )
})

const matching = (part: string | RegExp): unknown =>
  part instanceof RegExp ? expect.stringMatching(part) : part

/** All cases as pages of one mini program; returns the project's folder. */
function writeProgram(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'simulator-programs-'))
  const write = (name: string, text: string) => {
    const file = path.join(root, 'miniprogram', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const writeUnit = (name: string, { wxml = '', js, json, wxss = '' }: Source, config: object) => {
    write(`${name}.js`, js)
    write(`${name}.wxml`, wxml)
    write(`${name}.wxss`, wxss)
    write(`${name}.json`, JSON.stringify({ ...config, ...json }))
  }
  write('app.js', app)
  const pages = programCases.map((_case, index) => `case${index}/page`)
  pages.push('none/page')
  write('app.json', JSON.stringify({ pages, style: 'v2', lazyCodeLoading: 'requiredComponents' }))
  programCases.forEach(({ page, components = {} }, index) => {
    const tags = Object.keys(components)
    const usingComponents = Object.fromEntries(tags.map((tag) => [tag, `./${tag}`]))
    writeUnit(`case${index}/page`, page, { usingComponents })
    for (const [tag, source] of Object.entries(components))
      writeUnit(`case${index}/${tag}`, source, { component: true, usingComponents })
  })
  return root
}
