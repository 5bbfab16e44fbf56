/** @jest-environment jsdom */
import { loadPage, textsOf, type Rendered } from '../../components/simulate'
import { launchMock, type MockWorld } from '../../core/mock/mock-world'
import { find, tap, tapClock } from '../find'
import { servicesOf } from './open-mock'

let render: ReturnType<typeof loadPage>
let page: Rendered
let world: MockWorld

beforeAll(() => {
  render = loadPage('mock')
})

beforeEach(() => {
  world = launchMock(undefined, undefined, 2)
  const { services } = servicesOf(world)
  const launched = { ...services, clock: tapClock }
  Object.assign(globalThis, { getApp: () => ({ services: launched }) })
  page = render()
})

afterEach(() => page.detach())

test('from the start through two questions to the summary, every tap does what its label says', async () => {
  expect(textsOf(page)).toContain(
    '每一遍先存到本机，再自动发送一次；你接着说，回答在后台一题一题生成，离开这一页也不停',
  )
  await tap(find(page, 'primary')[0])
  expect(world.mock.state.phase).toBe('taking')
  world.speak(16_000)
  expect(textsOf(page)).toEqual(
    expect.arrayContaining(['第 1 题', 'What is one?', '这一题', '0:16', '结束', '答完，下一题', '跳过']),
  )
  await tap(find(page, 'finish')[0])
  await world.stopped(16_000)
  expect(find(page, 'chip-writing')).toHaveLength(1)
  await tap(find(page, 'control')[2])
  expect(textsOf(page)).toEqual(
    expect.arrayContaining(['1', '0:16', '16 秒', '生成中', '已跳过', '再来一组']),
  )
  await world.answerEnds()
  expect(textsOf(page)).toContain('已好')
  await tap(find(page, 'primary')[0])
  expect(textsOf(page)).toContain('第 1 题')
  world.speak(16_000)
  await tap(find(page, 'control')[0])
  await world.stopped(16_000)
  expect(world.mock.state.phase).toBe('summary')
})
