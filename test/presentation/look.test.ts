import { createLook, type LookData } from '../../miniprogram/presentation/look'
import { createFakeLook } from '../pages/fake-look'

function open(...parameters: Parameters<typeof createFakeLook>) {
  const services = createFakeLook(...parameters)
  const worn: LookData<'topics'>[] = []
  const look = createLook(
    services,
    'topics',
    ({ words }) => words.me,
    (data) => worn.push(data),
  )
  return { services, worn, look }
}

test('dressed before it returns, in the language of WeChat', () => {
  const { worn, services } = open('en', 1.5)
  expect(worn).toHaveLength(1)
  expect(worn[0]).toMatchObject({ t: { topics: 'Topics' }, theme: '', fontScale: 1.5, zoomed: true })
  expect(services.titles).toEqual([])
})

test('dressed again after each change of the settings', () => {
  const { worn, services } = open('zh')
  services.settings.change({ language: 'en' })
  services.settings.change({ appearance: 'dark' })
  expect(worn.map(({ t, theme }) => [t.topics, theme])).toEqual([
    ['题库', ''],
    ['Topics', ''],
    ['Topics', 'theme-dark'],
  ])
})

test('the bars belong to the page that is shown', () => {
  const { look, services } = open('zh')
  services.settings.change({ language: 'en', appearance: 'light' })
  expect(services.titles).toEqual([])
  look.shown()
  expect(services.titles).toEqual(['Me'])
  expect(services.dressed).toEqual(['light'])
})

test('a closed page is left alone', () => {
  const { look, worn, services } = open()
  look.close()
  services.settings.change({ language: 'en' })
  expect(worn).toHaveLength(1)
})
