import type { Patch } from '../../miniprogram/presentation/patch'
import { presented, type Query } from '../../miniprogram/presentation/presented'
import type { Services } from '../../miniprogram/services'

/** A page with a presenter that records its calls. */
function setUp(services: object | null = {}) {
  const calls: unknown[] = []
  const patches: Patch[] = []
  const page = { setData: (patch: Patch) => void patches.push(patch) }
  Object.assign(globalThis, { getApp: () => ({ services }) })
  const { presenterOf, options } = presented(
    (given: Services, show: (patch: Patch) => void, query: Query) => {
      calls.push(given, query)
      show({ screen: 'ready' })
      return {
        acts: {
          star: ({ id }: Pick<ActData, 'id'>) => void calls.push(`star ${id}`),
          send: () => void calls.push('send'),
        },
        shown: () => void calls.push('shown'),
        hidden: () => void calls.push('hidden'),
        close: () => void calls.push('close'),
      }
    },
  )
  const tell = (type: string, dataset: object, detail: object = {}) =>
    options.methods.act.call(page, { type, currentTarget: { dataset }, detail } as Parameters<
      typeof options.methods.act
    >[0])
  return { ...{ calls, patches, page, options, presenterOf, tell }, services }
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
