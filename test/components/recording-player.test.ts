/** @jest-environment jsdom */
import { listenTo, loadComponent, settle, textsOf, type Render, type Rendered } from './simulate'

describe('recording-player', () => {
  const levels = [0, 1]

  let render: Render
  beforeAll(() => {
    render = loadComponent('components/recording-player/recording-player')
  })

  function player(properties: Record<string, unknown> = {}): Rendered {
    const component = render({
      levels,
      durationMs: 22_000,
      ...properties,
    })
    // jsdom has no layout: the waveform is 100 px wide and starts at 50
    component.instance.createSelectorQuery = () => ({
      select: () => ({
        boundingClientRect: (answer: (rect: object) => void) => ({
          exec: () => answer({ left: 50, width: 100 }),
        }),
      }),
    })
    return component
  }

  const touch = (clientX: number): unknown => ({ touches: [{ clientX }], changedTouches: [{ clientX }] })

  test('draws loudness as bars, large and small', () => {
    const large = player()
    const heights = large.querySelectorAll('.bar').map(({ dom }) => dom.style.height)
    expect(heights).toHaveLength(48)
    expect([heights[0], heights[47]]).toEqual(['0%', '100%'])
    expect(player({ size: 'small' }).querySelectorAll('.bar')).toHaveLength(42)
  })

  test('takes only a share of its room, with bars as close as those of others', () => {
    const component = player({ size: 'small', share: 0.5, positionMs: 11_000 })
    expect(component.querySelector('.wave')?.dom.style.width).toBe('50%')
    expect(component.querySelectorAll('.bar')).toHaveLength(21)
    expect(component.querySelectorAll('.played')).toHaveLength(11)
  })

  test('shows the position in bars and as a time', () => {
    const component = player({ positionMs: 11_000 })
    expect(component.querySelectorAll('.played')).toHaveLength(24)
    expect(textsOf(component)).toEqual(['0:11', '0:22'])
    component.setData({ positionMs: 22_000 })
    expect(component.querySelectorAll('.played')).toHaveLength(48)
  })

  test('plays and pauses with one button, labelled accordingly', async () => {
    const component = player({ playing: true, playLabel: 'Play', pauseLabel: 'Pause' })
    const toggles = listenTo(component, 'toggle')
    expect(component.dom.querySelector('[class*="svg-icon--pause"]')).not.toBeNull()
    component.querySelector('.play')?.dispatchEvent('tap')
    await settle()
    expect(toggles).toHaveLength(1)
  })

  test('a drag on the waveform moves the position at once, and seeks on release', () => {
    const component = player()
    const seeks = listenTo(component, 'seek')
    component.instance.onWaveTouchStart?.(touch(100))
    expect(component.querySelectorAll('.played')).toHaveLength(24)
    expect(textsOf(component)[0]).toBe('0:11')
    component.instance.onWaveTouchMove?.(touch(75))
    expect(seeks).toEqual([])
    component.instance.onWaveTouchEnd?.(touch(75))
    expect(seeks).toEqual([{ positionMs: 5_500 }])
    expect(component.data.touchMs).toBeNull()
  })

  test('limits a seek to the recording, and ignores a cancelled touch', () => {
    const component = player()
    const seeks = listenTo(component, 'seek')
    component.instance.onWaveTouchStart?.(touch(400))
    component.instance.onWaveTouchEnd?.(touch(400))
    component.instance.onWaveTouchStart?.(touch(0))
    component.instance.onWaveTouchEnd?.(touch(0))
    component.instance.onWaveTouchStart?.(touch(100))
    component.instance.onWaveTouchCancel?.()
    expect(seeks).toEqual([{ positionMs: 22_000 }, { positionMs: 0 }])
  })

  describe('with pauses', () => {
    const pauses = [
      { startMs: 2_200, endMs: 4_400 },
      { startMs: 11_000, endMs: 11_400 },
    ]
    const tapAt = (component: Rendered, ...path: number[]) => {
      component.instance.onWaveTouchStart?.(touch(path[0] ?? 0))
      path.forEach((x) => component.instance.onWaveTouchMove?.(touch(x)))
      component.instance.onWaveTouchEnd?.(touch(path.at(-1) ?? 0))
    }

    test('marks them where they are, in proportion to their length', () => {
      const component = player({ pauses })
      const marks = component.querySelectorAll('.mark').map(({ dom: { style } }) => [style.left, style.width])
      expect(marks).toEqual([
        ['10%', '10%'],
        ['50%', '1.8%'],
      ])
      component.setData({ pauses: [] })
      expect(component.querySelectorAll('.mark')).toEqual([])
    })

    test('a tap on one, or close to it, asks to hear it; elsewhere it seeks', () => {
      const component = player({ pauses })
      const [heard, seeks] = [listenTo(component, 'hear'), listenTo(component, 'seek')]
      tapAt(component, 65)
      tapAt(component, 76)
      tapAt(component, 109)
      expect(heard).toEqual([{ positionMs: 2_200 }, { positionMs: 2_200 }, { positionMs: 11_000 }])
      expect(seeks).toEqual([])
      tapAt(component, 130)
      expect(seeks).toEqual([{ positionMs: 17_600 }])
    })

    test('a drag that ends on one seeks, even back at where it began', () => {
      const component = player({ pauses })
      const [heard, seeks] = [listenTo(component, 'hear'), listenTo(component, 'seek')]
      tapAt(component, 65, 90, 65)
      expect(heard).toEqual([])
      expect(seeks).toEqual([{ positionMs: 3_300 }])
    })
  })

  test('ignores a touch after the waveform has been removed', () => {
    const component = player()
    const seeks = listenTo(component, 'seek')
    component.instance.createSelectorQuery = () => ({
      select: () => ({
        boundingClientRect: (answer: (rect: null) => void) => ({ exec: () => answer(null) }),
      }),
    })
    component.instance.onWaveTouchStart?.(touch(100))
    component.instance.onWaveTouchEnd?.(touch(100))
    expect(seeks).toEqual([])
  })

  test('a tap that ends before the waveform was measured seeks once', () => {
    const component = player()
    const seeks = listenTo(component, 'seek')
    let measured = (): void => undefined
    component.instance.createSelectorQuery = () => ({
      select: () => ({
        boundingClientRect: (answer: (rect: object) => void) => ({
          exec: () => (measured = () => answer({ left: 50, width: 100 })),
        }),
      }),
    })
    component.instance.onWaveTouchStart?.(touch(100))
    component.instance.onWaveTouchEnd?.(touch(100))
    expect(seeks).toEqual([])
    measured()
    expect(seeks).toEqual([{ positionMs: 11_000 }])
  })
})
