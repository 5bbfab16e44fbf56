/** @jest-environment jsdom */
import { loadPage, settle, textsOf, type Rendered } from '../components/simulate'
import { privacyViewOf } from '../../miniprogram/pages/privacy/privacy-view'
import { messagesFor } from '../../miniprogram/i18n/index'
import { createFakeServices } from './fake-services'

test('says what this build does, and opens the operator’s guide', async () => {
  const services = createFakeServices('zh')
  Object.assign(globalThis, { getApp: () => ({ services }) })
  const page: Rendered = loadPage('privacy')()
  await settle()
  expect(services.titles).toEqual(['隐私说明'])
  const words = textsOf(page).join('\n')
  expect(words).toContain('api.example.com')
  expect(words).toContain('随机生成')
  expect(words).not.toContain('微信云')
  expect(words).toContain('看运营方的隐私保护指引')
  page.detach()
})

test('says what the cloud stores and for how long; without a guide, offers none', () => {
  const services = createFakeServices('en')
  const privacy = { ...services.privacy, usesCloud: true, openGuide: undefined }
  const view = privacyViewOf(privacy, messagesFor('en'))
  const words = JSON.stringify(view)
  expect(words).toMatch(/cloud storage/)
  expect(words).not.toMatch(/at random|[\u2e80-\u9fff]/)
  expect(view.guide).toBe('')
  expect(words).not.toMatch(/The operator"|Run by/)
})

test('names the operator, the model and what is kept, as far as config.ts does', () => {
  const services = createFakeServices('en')
  const operator = { name: 'Bright Words Ltd', contact: 'care@example.com', model: '', retention: 'nothing' }
  const { sections } = privacyViewOf({ ...services.privacy, operator }, messagesFor('en'))
  expect(sections[sections.length - 1]).toEqual({
    title: 'The operator',
    way: 'Run by Bright Words Ltd. Questions, or to have something deleted at the service: care@example.com. Kept by the service: nothing.',
  })
})
