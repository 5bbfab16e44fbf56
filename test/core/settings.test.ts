// The student's choices are read as stored; anything else in storage is ignored.
import { AppError } from '../../miniprogram/core/errors'
import { createSettings, defaultSettings, readSettings, type Settings } from '../../miniprogram/core/settings'
import { createFakeClock } from '../fakes/fake-clock'
import { createPhone, type Phone } from './attempts/phone'

const clock = createFakeClock(1_700_000_000_000)
const settingsOn = (phone: Phone) => createSettings(phone.launch().store, clock)

test('a choice is kept across launches, and subscribers are notified at once', () => {
  const phone = createPhone()
  const settings = settingsOn(phone)
  const heard: string[] = []
  const leave = settings.subscribe(({ language }) => heard.push(language))
  settings.change({ language: 'en' })
  settings.change({ guideZone: { startMs: 20_000, endMs: 40_000 } })
  leave()
  settings.change({ hasHaptics: false })
  expect(heard).toEqual(['en', 'en'])
  expect(settingsOn(phone).current).toEqual({
    ...defaultSettings,
    language: 'en',
    guideZone: { startMs: 20_000, endMs: 40_000 },
    hasHaptics: false,
    changedAtMs: 1_700_000_000_000,
  })
})

test('those of another phone are taken over with the time of their change', () => {
  const phone = createPhone()
  const settings = settingsOn(phone)
  const heard: number[] = []
  settings.subscribe(({ changedAtMs }) => heard.push(changedAtMs))
  settings.adopt({ ...defaultSettings, language: 'en', changedAtMs: 17 })
  expect(settingsOn(phone).current).toEqual({ ...defaultSettings, language: 'en', changedAtMs: 17 })
  expect(heard).toEqual([17])
})

test('a choice that cannot be stored changes nothing', () => {
  const phone = createPhone()
  phone.storageLimit = 0
  const settings = settingsOn(phone)
  settings.subscribe(() => {
    throw new Error('must not be called')
  })
  expect(() => settings.change({ language: 'en' })).toThrow(AppError)
  expect(settings.current).toEqual(defaultSettings)
})

test.each([
  undefined,
  null,
  'en',
  [],
  {
    language: 'fr',
    notesLanguage: 'fr',
    appearance: 1,
    guideZone: 30,
    isPaceShown: 'no',
    transport: 'pigeon',
  },
  { guideZone: { startMs: 30_000, endMs: 15_000 } },
  { guideZone: { startMs: 15_000, endMs: NaN } },
  { guideZone: { startMs: NaN, endMs: 15_000 } },
  { guideZone: { startMs: 15_000, endMs: 15_000 } },
  { keepAudioDays: 8 },
  { changedAtMs: -1 },
])('%j in storage gives the defaults', (stored) => {
  expect(readSettings(stored)).toEqual(defaultSettings)
})

test('keeps valid fields and replaces invalid ones', () => {
  expect(readSettings({ language: 'zh', appearance: 'blue' })).toEqual({ ...defaultSettings, language: 'zh' })
})

test.each<Partial<Settings>>([
  { language: 'system' },
  { notesLanguage: 'zh' },
  { notesLanguage: 'app' },
  { appearance: 'system' },
  { appearance: 'light' },
  { appearance: 'dark' },
  { isPaceShown: false },
  { keepAudioDays: 7 },
  { keepAudioDays: 30 },
  { transport: 'auto' },
  { transport: 'inline' },
  { transport: 'cloud' },
])('%j is read back', (chosen) => {
  expect(readSettings(chosen)).toEqual({ ...defaultSettings, ...chosen })
})
