// miniprogram-simulate with the official WXML compiler: one fresh load per call.
import path from 'node:path'

const root = path.resolve(__dirname, '../../miniprogram')

export interface Rendered {
  readonly dom: HTMLElement
  readonly data: Record<string, unknown>
  readonly instance: Record<string, (...parameters: unknown[]) => unknown> & {
    setData(patch: Record<string, unknown>): void
    triggerEvent(name: string, detail?: unknown): void
  }
  setData(patch: Record<string, unknown>): void
  querySelector(selector: string): Rendered | undefined
  querySelectorAll(selector: string): Rendered[]
  dispatchEvent(name: string, options?: Record<string, unknown>): void
  addEventListener(name: string, listen: (event: { detail: unknown }) => void): void
  attach(parent: HTMLElement): void
  detach(): void
}

interface Simulate {
  load(file: string, options: Record<string, unknown>): string
  render(id: string, properties?: Record<string, unknown>): Rendered
}

export type Render = (properties?: Record<string, unknown>) => Rendered

/** Loads `miniprogram/<file>` once per test file, in `beforeAll`. Returns a function that attaches a new instance to the document. */
export function loadComponent(file: string): Render {
  // without this a second load renders nothing: the module cache keeps the first one's registrations
  jest.resetModules()
  const simulate = jest.requireActual<Simulate>('miniprogram-simulate')
  const id = simulate.load(path.join(root, file), {
    compiler: 'official',
    rootPath: root,
    // wcc writes more than execFileSync's 1 MB
    compilerOptions: { maxBuffer: 16 * 1024 * 1024 },
    usingComponents: { 'mp-html': '/miniprogram_npm/mp-html/index' },
  })
  return (properties = {}) => {
    const component = simulate.render(id, properties)
    const parent = document.createElement('div')
    document.body.append(parent)
    component.attach(parent)
    return component
  }
}

/** Loads a page in the same way. Returns a function that opens and shows it with a query. */
export function loadPage(name: string): (query?: Record<string, string>) => Rendered {
  const render = loadComponent(`pages/${name}/${name}`)
  return (query = {}) => {
    const page = render()
    page.instance.onLoad?.(query)
    page.instance.triggerPageLifeTime?.('show')
    return page
  }
}

/** The visible texts, in order. */
export function textsOf({ dom }: Rendered): string[] {
  const walker = document.createTreeWalker(dom, NodeFilter.SHOW_TEXT)
  const texts: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim()
    if (text) texts.push(text)
  }
  return texts
}

/** Collects the details of the events `name` as they arrive. */
export function listenTo(component: Rendered, name: string): unknown[] {
  const details: unknown[] = []
  component.addEventListener(name, ({ detail }) => details.push(detail))
  return details
}

/** Waits until dispatched events have arrived: j-component sends taps with timers. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}
