import { AppError } from '../../../miniprogram/core/errors'
import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import type { Services } from '../../../miniprogram/services'
import { createMePresenter } from '../../../miniprogram/pages/me/me-presenter'
import type { Row, RowGroup, RowId } from '../../../miniprogram/pages/me/me-view'
import { createPhone } from '../../core/attempts/phone'
import { applyPatch } from '../apply-patch'
import {
  createFakeDialogs,
  createStoredAttempts,
  settlePhone,
  usageOf,
  type FakeDialogs,
  type StoredAttempts,
} from '../attempt-services'
import { createFakeAppearance, withAppearance, type FakeAppearance } from '../fake-appearance'

const nowMs = new Date(2026, 10, 23, 18).getTime()

let stored: StoredAttempts
let dialogs: FakeDialogs
let appearance: FakeAppearance
let data: { groups: RowGroup[]; [key: string]: unknown }
let opened: string[]
let addresses: string[]
let presenter: ReturnType<typeof createMePresenter>

interface Options {
  channel?: Services['build']['channel']
  hasCloud?: boolean
}

async function open({ channel = 'develop', hasCloud = false }: Options = {}): Promise<void> {
  stored = createStoredAttempts()
  dialogs = createFakeDialogs()
  appearance = createFakeAppearance('zh')
  opened = []
  addresses = []
  data = { groups: [] }
  const build = {
    ...{ channel, version: '1.2.3', apiAddress: 'http://127.0.0.1:8787' },
    changeAddress: (address: string) => void addresses.push(address),
  }
  const services = withAppearance(appearance, {
    ...{ attempts: stored.attempts, dialogs, nowMs: () => nowMs, hasCloud, build },
    phrases: createPhraseBook(createPhone().launch().store, { nowMs: () => nowMs }),
    usage: () => Promise.resolve(usageOf(38.6, 1)),
    navigation: {
      openAttempt: () => undefined,
      openPage: (page: string) => void opened.push(page),
      openTab: () => undefined,
      openTopic: () => undefined,
      openMock: () => undefined,
      back: () => undefined,
      setTabBarVisible: () => undefined,
    },
  })
  presenter = createMePresenter(services, (patch) => applyPatch(data, patch))
  presenter.shown()
  await settlePhone()
}

const rows = (): Row[] => data.groups.flatMap((group) => group.rows)
const row = (id: RowId): Row | undefined => rows().find((one) => one.id === id)

test('shows every setting with its value, and the space used', async () => {
  await open()
  expect(rows().map(({ label, value, kind }) => [label, kind === 'switch' ? 'switch' : value])).toEqual([
    ['语言', '跟随系统'],
    ['外观', '跟随系统'],
    ['参考时长', '15–30 秒'],
    ['说话时显示参考时长', 'switch'],
    ['到参考时长时轻轻振动', 'switch'],
    ['发送方式', '自动'],
    ['保留录音', '一直保留'],
    ['本机录音', '38.6 MB / 200 MB'],
    ['句子本', ''],
    ['隐私说明', ''],
    ['诊断信息', ''],
    ['版本', '1.2.3 开发版'],
    ['服务地址', 'http://127.0.0.1:8787'],
  ])
  expect(row('guideZone')?.bar).toEqual({ from: 0.25, to: 0.5, kind: 'zone' })
  expect(row('room')?.bar?.to).toBeCloseTo(0.193)
})

test('changes the language of the page, its title and the tabs at once', async () => {
  await open()
  dialogs.choice = 2
  await presenter.acts.language()
  expect(dialogs.offered).toEqual([['跟随系统', '中文', 'English']])
  expect(appearance.settings.current.language).toBe('en')
  expect(row('language')).toMatchObject({ label: 'Language', value: 'English' })
  expect(appearance.titles).toEqual(['我的', 'Me'])
  expect(appearance.appliedBars).toHaveLength(2)
})

test.each<[RowId, number, object]>([
  ['appearance', 2, { appearance: 'dark' }],
  ['guideZone', 3, { guideZone: { startMs: 20_000, endMs: 40_000 } }],
  ['transport', 1, { transport: 'inline' }],
  ['keepAudioDays', 1, { keepAudioDays: 30 }],
])('changes %s, and keeps it when the sheet is closed', async (id, choice, changes) => {
  await open()
  dialogs.choice = choice
  await presenter.acts[id]()
  expect(appearance.settings.current).toMatchObject(changes)
  dialogs.choice = null
  await presenter.acts[id]()
  expect(appearance.settings.current).toMatchObject(changes)
})

test('toggles switches', async () => {
  await open()
  await presenter.acts.isPaceShown()
  await presenter.acts.hasHaptics()
  await presenter.acts.hasHaptics()
  expect(appearance.settings.current).toMatchObject({ isPaceShown: false, hasHaptics: true })
  expect(row('isPaceShown')?.isOn).toBe(false)
})

test('offers the cloud only if this build has one', async () => {
  await open()
  await presenter.acts.transport()
  await open({ hasCloud: true })
  const { offered } = dialogs
  await presenter.acts.transport()
  expect(offered).toEqual([['自动', '随请求直接发送', '先上传到云端']])
})

test('frees space once confirmed', async () => {
  await open()
  await stored.add(nowMs - 1_000)
  dialogs.choice = 0
  await presenter.acts.room()
  expect(dialogs.asked).toHaveLength(1)
  expect(stored.attempts.list().map(({ audio }) => audio)).toEqual(['none'])
})

test('opens other pages', async () => {
  await open()
  for (const id of ['phrases', 'privacy', 'diagnostics', 'version'] as const) await presenter.acts[id]()
  expect(opened).toEqual(['phrases', 'privacy', 'diagnostics'])
})

test.each([
  ['http://192.168.1.2:8787/', 'http://192.168.1.2:8787'],
  [' https://api.example.com/v1 ', 'https://api.example.com/v1'],
  ['', ''],
])('stores the address %j as %j', async (written, address) => {
  await open({ channel: 'trial' })
  dialogs.written = written
  await presenter.acts.address()
  expect(dialogs.prefilled).toEqual(['服务地址: http://127.0.0.1:8787'])
  expect(addresses).toEqual([address])
})

test.each(['ftp://a', 'http://', 'api.example.com', 'http://a b', 'javascript:alert(1)', 'http://a/?b'])(
  'rejects the address %j with an explanation',
  async (written) => {
    await open()
    dialogs.written = written
    await presenter.acts.address()
    expect(addresses).toEqual([])
    expect(dialogs.asked[0]?.title).toBe('这个地址不能用')
  },
)

test('keeps the address when the dialog is cancelled, and hides it in a release build', async () => {
  await open()
  await presenter.acts.address()
  expect(addresses).toEqual([])
  await open({ channel: 'release' })
  expect(row('address')).toBeUndefined()
  expect(row('version')?.value).toBe('1.2.3')
})

test('reports a choice that cannot be stored', async () => {
  await open()
  appearance.settings.change = () => {
    throw new AppError('storage-full')
  }
  await presenter.acts.hasHaptics()
  expect(dialogs.asked[0]?.title).toBe('没能存下来')
  expect(row('hasHaptics')?.isOn).toBe(true)
})

test('shows nothing after it has closed', async () => {
  await open()
  presenter.close()
  const before = data.groups
  appearance.settings.change({ language: 'en' })
  expect(data.groups).toBe(before)
})
