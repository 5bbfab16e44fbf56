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
