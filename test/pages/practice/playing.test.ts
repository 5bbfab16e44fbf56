import { AppError } from '../../../miniprogram/core/errors'
import { zh } from '../../../miniprogram/i18n/zh'
import { createFakeServices, type FakeServices } from '../fake-services'
import { recorded } from '../states'
import { openPractice, type Opened, type Shown } from './open-practice'

let services: FakeServices
let presenter: Opened['presenter']
let page: Shown

function open(...parameters: Parameters<typeof createFakeServices>): void {
  ;({ services, presenter, page } = openPractice(createFakeServices(...parameters)))
}

beforeEach(() => open())

test('plays, seeks and pauses', () => {
  services.show(recorded())
  presenter.acts.playOrPause()
  services.play({ isPlaying: true, positionMs: 250, durationMs: 22_400, hasEnded: false })
  expect(page).toMatchObject({ isPlaying: true, positionMs: 250 })
  presenter.acts.seek({ positionMs: 5_000 })
  presenter.acts.playOrPause()
  expect(services.calls).toEqual(['player.play', 'player.seek 5000', 'player.pause'])
})

test('seeking before the first playback starts it at that position', () => {
  services.show(recorded())
  presenter.acts.seek({ positionMs: 5_000 })
  expect(services.calls).toEqual(['player.play', 'player.seek 5000'])
})

test('plays a pause from a second before it, and no earlier than the beginning', () => {
  services.show(recorded())
  presenter.acts.hearPause({ positionMs: 5_200 })
  presenter.acts.hearPause({ positionMs: 300 })
  expect(services.calls).toEqual(['player.play', 'player.seek 4200', 'player.play', 'player.seek 0'])
})

test('reports a failed playback until the next one starts', () => {
  services.show(recorded())
  presenter.acts.playOrPause()
  const still = { isPlaying: false, positionMs: 0, durationMs: 22_400, hasEnded: false }
  services.play({ ...still, error: new AppError('recording-unreadable') })
  expect(page.playbackProblem).toBe(zh.words.playbackFailed)
  services.play({ ...still, isPlaying: true })
  expect(page.playbackProblem).toBe('')
})

test('stops playing before a take, when hidden and when closed', () => {
  services.show(recorded())
  presenter.acts.playOrPause()
  services.play({ isPlaying: true, positionMs: 9_000, durationMs: 22_400, hasEnded: false })
  presenter.hidden()
  expect(services.calls.at(-1)).toBe('player.pause')
  presenter.acts.record()
  expect(page).toMatchObject({ isPlaying: false, positionMs: 0 })
  const { calls } = services
  expect(calls.indexOf('player.destroy')).toBeLessThan(calls.indexOf('record hometown-like-most'))
  calls.length = 0
  presenter.close()
  expect(calls).toEqual(expect.arrayContaining(['player.destroy', 'leave']))
  expect(services.listenerCount()).toBe(0)
})
