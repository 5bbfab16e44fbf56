import { createSwitches } from '../../../../tools/simulator/wx/switches'

const from = (query: string) => createSwitches(new URLSearchParams(query))

describe('the conditions', () => {
  test('come from the URL and can be changed at run time', () => {
    const switches = from('microphone=refused&network=weak&other=1')
    expect([switches.get('microphone'), switches.get('network'), switches.get('privacy')]).toEqual([
      'refused',
      'weak',
      'agreed',
    ])
    const changed: string[] = []
    switches.onChange((name) => changed.push(name))
    switches.set('network', 'offline')
    expect([switches.get('network'), changed]).toEqual(['offline', ['network']])
  })

  test('reject unknown names and values', () => {
    expect(() => from('microphone=off')).toThrow(
      'microphone=off, expected undecided|granted|refused|system-off|busy',
    )
    expect(() => from('').set('network', '5g')).toThrow('expected wifi|weak|offline')
  })

  test('include calls, from the URL or set later', () => {
    expect(from('call=active').interrupted()).toBe(true)
    const switches = from('')
    const events: string[] = []
    switches.onInterruption((event) => events.push(event))
    switches.onChange((name) => events.push(name))
    switches.set('call', 'active')
    switches.set('call', 'active')
    switches.endInterruption()
    expect(events).toEqual(['begin', 'call', 'end', 'call'])
  })

  test('storage is a condition, a seed, or both', () => {
    expect(from('storage={"a":1}&storage=full').get('storage')).toBe('full')
    expect(from('storage=full').get('storage')).toBe('full')
    expect(from('storage={"a":1}').get('storage')).toBe('normal')
  })

  test('the microphone decision is remembered; the URL overrides it', () => {
    const kept = new Map<string, string>()
    const remembered = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    }
    createSwitches(new URLSearchParams(), remembered).set('microphone', 'refused')
    expect(createSwitches(new URLSearchParams(), remembered).get('microphone')).toBe('refused')
    expect(createSwitches(new URLSearchParams('microphone=granted'), remembered).get('microphone')).toBe(
      'granted',
    )
  })

  test('an interruption begins and ends once', () => {
    const switches = from('')
    const events: string[] = []
    switches.onInterruption((event) => events.push(event))
    for (const step of ['begin', 'begin', 'end', 'end']) {
      if (step === 'begin') switches.beginInterruption()
      else switches.endInterruption()
    }
    expect(events).toEqual(['begin', 'end'])
  })
})
