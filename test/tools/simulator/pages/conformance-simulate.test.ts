/** @jest-environment jsdom */
// The conformance table in miniprogram-simulate: WeChat's older component framework, official WXML compiler.
import path from 'node:path'
import { cases } from './conformance-cases'

const root = path.resolve(__dirname, '../../../fixtures/conformance/miniprogram')
const log: string[] = []
Object.assign(globalThis, { getApp: () => ({ log }) })

interface Rendered {
  dom: HTMLElement
  setData(data: object): void
  querySelectorAll(selector: string): Rendered[]
  dispatchEvent(name: string): void
  attach(parent: HTMLElement): void
  detach(): void
}
interface Simulate {
  load(file: string, options: object): string
  render(id: string): Rendered
}

// j-component dispatches in a promise; setData's callback comes after a frame
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

for (const { name, component, steps, notInSimulate, ...expected } of cases) {
  const run = notInSimulate === undefined ? it : it.skip
  run(name, async () => {
    // a second load without it renders nothing: the module cache keeps the first one's registrations
    jest.resetModules()
    const simulate = jest.requireActual<Simulate>('miniprogram-simulate')
    log.length = 0
    const file = path.join(root, `components/${component}/${component}`)
    const rendered = simulate.render(simulate.load(file, { compiler: 'official', rootPath: root }))
    const parent = document.createElement('div')
    document.body.append(parent)
    rendered.attach(parent)
    if (expected.fromStart !== true) log.length = 0
    for (const step of steps) {
      if ('set' in step) rendered.setData(step.set)
      else rendered.querySelectorAll(step.tap)[step.nth ?? 0]?.dispatchEvent('tap')
      await settled()
    }
    if (expected.log) expect(log).toEqual(expected.log)
    for (const [selector, texts] of Object.entries(expected.texts ?? {}))
      expect(rendered.querySelectorAll(selector).map(({ dom }) => dom.textContent)).toEqual(texts)
    rendered.detach()
  })
}
