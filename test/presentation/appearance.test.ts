import { createAppearance, type AppearanceData } from '../../miniprogram/presentation/appearance'
import { createFakeAppearance } from '../pages/fake-appearance'

function open(...parameters: Parameters<typeof createFakeAppearance>) {
  const services = createFakeAppearance(...parameters)
  const applied: AppearanceData[] = []
  const appearance = createAppearance(
    services,
    ({ words }) => words.me,
    (data) => applied.push(data),
  )
  return { services, applied, appearance }
}

test('applies before it returns, in the language of WeChat', () => {
  const { applied, services } = open('en', 1.5)
  expect(applied).toHaveLength(1)
  expect(applied[0]).toMatchObject({ t: { topics: 'Topics' }, theme: '', fontScale: 1.5, zoomed: true })
  expect(services.titles).toEqual([])
})

test('applies again after each change of the settings', () => {
  const { applied, services } = open('zh')
  services.settings.change({ language: 'en' })
  services.settings.change({ appearance: 'dark' })
  expect(applied.map(({ t, theme }) => [t.topics, theme])).toEqual([
    ['题库', ''],
    ['Topics', ''],
    ['Topics', 'theme-dark'],
  ])
})

test('sets title and bars when the page becomes visible', () => {
  const { appearance, services } = open('zh')
  services.settings.change({ language: 'en', appearance: 'light' })
  expect(services.titles).toEqual([])
  appearance.shown()
  expect(services.titles).toEqual(['Me'])
  expect(services.appliedBars).toEqual(['light'])
})

test('does nothing after the page has closed', () => {
  const { appearance, applied, services } = open()
  appearance.close()
  services.settings.change({ language: 'en' })
  expect(applied).toHaveLength(1)
})
