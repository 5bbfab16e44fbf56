/** @jest-environment jsdom */
import { find, tap } from '../pages/find'
import { listenTo, loadComponent, settle, textsOf, type Render } from './simulate'

describe('action-dock', () => {
  test('shows its buttons in order with the primary one marked, and reports which was pressed', async () => {
    const dock = loadComponent('components/action-dock/action-dock')({
      buttons: [
        { id: 'record', label: 'Redo', icon: 'mic', primary: false },
        { id: 'send', label: 'Send', icon: '', primary: true },
      ],
    })
    const presses = listenTo(dock, 'press')
    expect(textsOf(dock)).toEqual(['Redo', 'Send'])
    const buttons = dock.querySelectorAll('.button')
    expect(buttons.map(({ dom }) => /primary/.test(dom.className))).toEqual([false, true])
    expect(dock.dom.querySelectorAll('svg-icon')).toHaveLength(1)
    buttons[1]?.dispatchEvent('tap')
    await settle()
    expect(presses).toEqual([{ id: 'send' }])
  })
})

describe('end-notice', () => {
  test('says what happened and what was saved, and copies the request ID', async () => {
    const render = loadComponent('components/end-notice/end-notice')
    const notice = render({
      heading: 'Lost',
      body: 'Kept.',
      logid: '17',
      logidLabel: 'Request ID',
      copyLabel: 'Copy ID',
    })
    const copies = listenTo(notice, 'copy')
    expect(textsOf(notice)).toEqual(['Lost', 'Kept.', 'Request ID 17', 'Copy ID'])
    notice.querySelector('.copy')?.dispatchEvent('tap')
    await settle()
    expect(copies).toHaveLength(1)
    expect(textsOf(render({ heading: 'Lost', body: 'Kept.', copyLabel: 'Copy ID' }))).toEqual([
      'Lost',
      'Kept.',
    ])
  })
})

describe('live-bars', () => {
  let render: Render
  beforeAll(() => {
    render = loadComponent('components/live-bars/live-bars')
  })

  test('always has 25 bars, the newest on the right', () => {
    const bars = render({ heights: [10, 90] })
    const heights = (): string[] => bars.querySelectorAll('.bar').map(({ dom }) => dom.style.height)
    expect(heights()).toHaveLength(25)
    expect(heights().slice(-3)).toEqual(['0%', '10%', '90%'])
    bars.setData({ heights: Array.from({ length: 30 }, (_, index) => index) })
    expect(heights()).toHaveLength(25)
    expect(heights()[0]).toBe('5%')
    expect(heights()[24]).toBe('29%')
  })

  test('fades older bars to 35 %', () => {
    const bars = render()
    const opacities = bars.querySelectorAll('.bar').map(({ dom }) => Number(dom.style.opacity))
    expect(opacities[0]).toBeCloseTo(0.35)
    expect(opacities[24]).toBeCloseTo(1)
  })
})

describe('pace-ring', () => {
  let render: Render
  beforeAll(() => {
    render = loadComponent('components/pace-ring/pace-ring')
  })

  const colours = ['track', 'zone', 'spoken', 'page'].map((color) => ({ color, zIndex: '0' }))

  /** The result of the query, and the arcs drawn with it. */
  function ring(zIndex = '0') {
    const arcs: number[][] = []
    const context = {
      setTransform: () => undefined,
      clearRect: () => (arcs.length = 0),
      beginPath: () => undefined,
      arc: (...values: number[]) => arcs.push(values),
      stroke: () => undefined,
      fill: () => undefined,
    }
    const canvas = { node: { width: 0, height: 0, getContext: () => context }, width: 104 }
    const answer = [canvas, colours.map((colour) => ({ ...colour, zIndex }))]
    let queryCount = 0
    const query = {
      select: () => query,
      selectAll: () => query,
      fields: () => query,
      exec(callback: (fields: unknown[]) => void) {
        queryCount += 1
        callback(answer)
      },
    }
    const component = render({
      zone: { startMs: 15_000, endMs: 30_000 },
      startLabel: '15',
      endLabel: '30',
    })
    component.instance.createSelectorQuery = () => query
    return { component, arcs, canvas, queryCount: () => queryCount }
  }

  /** Where the spoken arc ends, as a fraction of a turn. */
  const spoken = (arcs: number[][]): number => (arcs[2]?.[4] ?? NaN) / (2 * Math.PI) + 1 / 4

  test('draws the time spoken on a canvas with three times the page’s resolution', () => {
    const { component, arcs, canvas } = ring()
    component.setData({ elapsedMs: 18_400 })
    expect(canvas.node.width).toBe(312)
    expect(spoken(arcs)).toBeCloseTo(18.4 / 45)
    component.setData({ elapsedMs: 60_000 })
    expect(spoken(arcs)).toBeCloseTo(1)
  })

  test('without a guide zone, one turn is a minute', () => {
    const { component, arcs } = ring()
    component.setData({ zone: null, elapsedMs: 15_000 })
    // the track, the time spoken, its head
    expect(arcs).toHaveLength(3)
    expect((arcs[1]?.[4] ?? NaN) / (2 * Math.PI) + 1 / 4).toBeCloseTo(1 / 4)
  })

  test('moves once a second under prefers-reduced-motion', () => {
    const { component, arcs } = ring('1')
    component.setData({ elapsedMs: 18_900 })
    expect(spoken(arcs)).toBeCloseTo(18 / 45)
  })

  test('queries size and colours once, and again only when they may have changed', () => {
    const { component, arcs, queryCount } = ring()
    for (let elapsedMs = 100; elapsedMs <= 2_000; elapsedMs += 100) component.setData({ elapsedMs })
    expect(spoken(arcs)).toBeCloseTo(2 / 45)
    expect(queryCount()).toBe(1)
    component.setData({ size: 'small' })
    expect(queryCount()).toBe(2)
    component.instance.measure?.()
    expect(queryCount()).toBe(3)
  })

  test('places the labels at the ends of the guide zone', () => {
    const { component } = ring()
    const [start, end] = component.querySelectorAll('.label')
    expect(textsOf(component)).toEqual(['15', '30'])
    expect(start?.dom.getAttribute('style')).toMatch(/^left: calc\(93\.3% \+ 8px\); top: 78%/)
    expect(end?.dom.getAttribute('style')).toMatch(/^right: calc\(93\.3% \+ 8px\); top: 78%/)
  })
})

describe('star-button and question-row', () => {
  test('a star has a label and a state, and its tap is separate from the row’s', async () => {
    const row = loadComponent('components/question-row/question-row')({
      ...{ text: 'Do you swim?', gloss: '', when: 'Not practised yet' },
      ...{ practised: false, starred: true, starLabel: 'Star: Do you swim?' },
    })
    const [opened, starred] = [listenTo(row, 'open'), listenTo(row, 'star')]
    expect(textsOf(row)).toEqual(['Do you swim?', 'Not practised yet'])
    row.querySelector('.words')?.dispatchEvent('tap')
    await settle()
    expect([opened.length, starred.length]).toEqual([1, 0])
    expect(find(row, 'starred')).toHaveLength(1)
    await tap(find(row, 'star')[0])
    expect([opened.length, starred.length]).toEqual([1, 1])
  })
})

describe('pace-track', () => {
  test('places the guide zone and the dot, hollow outside the zone', () => {
    const render = loadComponent('components/pace-track/pace-track')
    const track = render({ start: 0.25, end: 0.75, at: 0.5, inside: true, startLabel: '15', endLabel: '30' })
    expect(track.querySelector('.zone')?.dom.style).toMatchObject({ left: '25%', right: '25%' })
    expect(track.querySelector('.dot')?.dom.style.left).toBe('50%')
    expect(track.querySelector('.inside')).toBeDefined()
    expect(textsOf(track)).toEqual(['15', '30'])
    expect(render({ inside: false }).querySelector('.inside')).toBeUndefined()
  })
})

describe('svg-icon', () => {
  test('takes its size and shape', () => {
    const icon = loadComponent('components/svg-icon/svg-icon')({ name: 'mic', size: 18 })
    const shape = icon.querySelector('.mic')?.dom
    expect(shape?.style).toMatchObject({
      width: 'calc(18 * var(--pt))',
      height: 'calc(18 * var(--pt))',
    })
  })
})
