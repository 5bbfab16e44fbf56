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

  test('a change is told once, to those who listen to that condition', () => {
    const switches = from('call=active')
    const events: string[] = []
    switches.onChangeOf('call', (call) => events.push(call))
    for (const call of ['active', 'none', 'none', 'active']) switches.set('call', call)
    switches.set('network', 'offline')
    expect(events).toEqual(['none', 'active'])
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
})
