import type { Patch } from '../../miniprogram/presentation/patch'
import { presented, type Query } from '../../miniprogram/presentation/presented'
import type { Services } from '../../miniprogram/services'

let atMs = 0

/** A page with a presenter that records its calls. */
function setUp(services: object | null = { clock: { monotonicMs: () => atMs } }) {
  const calls: unknown[] = []
  const patches: Patch[] = []
  const data: { buttons?: { id: string; isOff?: boolean }[] } = {}
  const page = {
    data,
    setData(patch: Patch) {
      patches.push(patch)
      Object.assign(data, patch)
    },
  }
  Object.assign(globalThis, { getApp: () => ({ services }) })
  const { presenterOf, options } = presented(
    (given: Services, show: (patch: Patch) => void, query: Query) => {
      calls.push(given, query)
      show({ screen: 'ready' })
      return {
        acts: {
          star: ({ id }: Pick<ActData, 'id'>) => void calls.push(`star ${id}`),
          send: () => void calls.push('send'),
          chooseWord: ({ id }: Pick<ActData, 'id'>) => void calls.push(`chooseWord ${id}`),
          shown: () => show({ buttons: [{ id: 'send' }] }),
        },
        shown: () => void calls.push('shown'),
        hidden: () => void calls.push('hidden'),
        close: () => void calls.push('close'),
      }
    },
  )
  /** An event; taps at different places, one after another. */
  const tell = (type: string, dataset: object, detail: object = {}, x = (atMs += 100)) => {
    options.methods.tapped.call(page, { touches: [{ clientX: x, clientY: 0 }], detail: { x, y: 0 } })
    options.methods.act.call(page, { type, currentTarget: { dataset }, detail } as ActEvent)
  }
  return { ...{ calls, patches, data, page, options, presenterOf, tell }, services }
}

test('creates the presenter when the page opens, with its query, and reports shown, hidden and closed', () => {
  const { calls, patches, page, options, presenterOf, services } = setUp()
  options.methods.onLoad.call(page, { id: 'home' })
  expect(calls).toEqual([services, { id: 'home' }])
  expect(patches).toEqual([{ screen: 'ready' }])
  options.pageLifetimes.show.call(page)
  options.pageLifetimes.hide.call(page)
  expect(presenterOf(page)).toBeDefined()
  options.lifetimes.detached.call(page)
  expect(calls.slice(2)).toEqual(['shown', 'hidden', 'close'])
  expect(presenterOf(page)).toBeUndefined()
})

test('calls the act that the element names for the event, or else the id of the event', () => {
  const { calls, page, options, tell } = setUp()
  options.methods.onLoad.call(page, {})
  tell('tap', { tap: 'star', id: 'home' })
  tell('open', { open: 'send', star: 'star', id: 'home' })
  tell('star', { open: 'send', star: 'star', id: 'work' })
  tell('press', {}, { id: 'send' })
  expect(calls.slice(2)).toEqual(['star home', 'send', 'star work', 'send'])
})

test('ignores unknown acts, and every tap after the page has closed', () => {
  const { calls, page, options, tell } = setUp()
  options.methods.onLoad.call(page, {})
  tell('tap', { tap: 'fly' })
  tell('tap', {})
  options.lifetimes.detached.call(page)
  tell('tap', { tap: 'send' })
  options.pageLifetimes.show.call(page)
  expect(calls.slice(2)).toEqual(['close'])
})

test('creates no presenter without services', () => {
  const { calls, page, options, tell } = setUp(null)
  options.methods.onLoad.call(page, {})
  options.pageLifetimes.show.call(page)
  tell('tap', { tap: 'send' })
  options.lifetimes.detached.call(page)
  expect(calls).toEqual([])
})

test('a second tap at one place in a hurry does not do something else, about something else, or on another page', () => {
  const [one, other] = [setUp(), setUp()]
  one.options.methods.onLoad.call(one.page, {})
  other.options.methods.onLoad.call(other.page, {})
  const at = (atMs += 10_000)
  one.tell('tap', { tap: 'star', id: 'home' }, { x: 1 }, at)
  one.tell('tap', { tap: 'star', id: 'home' }, { x: 2 }, at + 10)
  one.tell('tap', { tap: 'star', id: 'work' }, {}, at)
  one.tell('press', {}, { id: 'send' }, at)
  other.tell('tap', { tap: 'star', id: 'home' }, {}, at)
  expect([one.calls.slice(2), other.calls.slice(2)]).toEqual([['star home', 'star home'], []])
  // what is typed or dragged is not a tap
  one.tell('input', { input: 'star', id: 'work' }, {}, at)
  one.tell('seek', { seek: 'send' }, {}, at)
  expect(one.calls.slice(4)).toEqual(['star work', 'send'])
})

test('words are chosen one right after the other, though they are close together', () => {
  const { calls, page, options, tell } = setUp()
  options.methods.onLoad.call(page, {})
  const at = (atMs += 10_000)
  tell('tap', { tap: 'chooseWord', id: 'fond' }, {}, at)
  tell('tap', { tap: 'chooseWord', id: 'of' }, {}, at + 30)
  tell('tap', { tap: 'star', id: 'home' }, {}, at + 30)
  expect(calls.slice(2)).toEqual(['chooseWord fond', 'chooseWord of'])
})

test('a button that has only just come on its own does nothing, one that was there before does', () => {
  const { calls, data, page, options, presenterOf, tell } = setUp()
  options.methods.onLoad.call(page, {})
  atMs += 10_000
  data.buttons = [{ id: 'star' }, { id: 'send', isOff: true }]
  presenterOf(page)?.acts.shown()
  tell('press', {}, { id: 'send' })
  atMs += 10_000
  tell('press', {}, { id: 'send' })
  presenterOf(page)?.acts.shown()
  tell('press', {}, { id: 'send' }, atMs + 500)
  expect(calls.slice(2)).toEqual(['send', 'send'])
})
