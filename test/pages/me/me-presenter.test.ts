import { AppError } from '../../../miniprogram/core/errors'
import { createPhraseBook } from '../../../miniprogram/core/phrases/phrase-book'
import { createMePresenter } from '../../../miniprogram/pages/me/me-presenter'
import type { MeRow } from '../../../miniprogram/pages/me/me-view'
import type { Row, RowGroup } from '../../../miniprogram/presentation/settings/setting-rows'
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
import { createSpeaker } from '../../../miniprogram/core/voice/speaker'
import { createFakePlayer, createFakeVoice } from '../../fakes/fake-voice'
import { createFakeAppearance, withAppearance, type FakeAppearance } from '../fake-appearance'

const nowMs = new Date(2026, 10, 23, 18).getTime()

let stored: StoredAttempts
let dialogs: FakeDialogs
let appearance: FakeAppearance
let data: { groups: RowGroup<MeRow>[]; [key: string]: unknown }
let opened: string[]
let presenter: ReturnType<typeof createMePresenter>

async function open(speaks = false): Promise<void> {
  stored = createStoredAttempts()
  dialogs = createFakeDialogs()
  appearance = createFakeAppearance('zh')
  opened = []
  data = { groups: [] }
  const services = withAppearance(appearance, {
    ...{ attempts: stored.attempts, dialogs, nowMs: () => nowMs },
    phrases: createPhraseBook(createPhone().launch().store, { nowMs: () => nowMs }),
    speaker: createSpeaker(Object.assign(createFakeVoice(), { isThere: speaks }), createFakePlayer()),
    usage: () => Promise.resolve(usageOf(38.6, 1)),
    navigation: {
      openAttempt: () => undefined,
      openPage: (page: string) => void opened.push(page),
      openTab: () => undefined,
      openTopic: () => undefined,
      openTakes: () => undefined,
      openMock: () => undefined,
      back: () => undefined,
      setTabBarVisible: () => undefined,
    },
  })
  presenter = createMePresenter(services, (patch) => applyPatch(data, patch))
  presenter.shown()
  await settlePhone()
}

const rows = (): Row<MeRow>[] => data.groups.flatMap((group) => group.rows)
const row = (id: MeRow): Row<MeRow> | undefined => rows().find((one) => one.id === id)

test('shows every setting with its value, and the space used', async () => {
  await open()
  expect(rows().map(({ label, value, kind }) => [label, kind === 'switch' ? 'switch' : value])).toEqual([
    ['练习计划', ''],
    ['句子本', ''],
    ['参考时长', '15–30 秒'],
    ['说话时显示参考时长', 'switch'],
    ['到参考时长时轻轻振动', 'switch'],
    ['语言', '跟随系统'],
    ['点评语言', '跟随界面语言'],
    ['外观', '跟随系统'],
    ['保留录音', '一直保留'],
    ['本机录音', '38.6 MB / 200 MB'],
    ['带走我的练习', ''],
    ['支持', ''],
  ])
  expect(row('guideZone')?.bar).toEqual({ from: 0.25, to: 0.5, kind: 'zone' })
  expect(row('room')?.bar?.to).toBeCloseTo(0.193)
})

test('changes the language of the page, its title and the tabs at once', async () => {
  await open()
  dialogs.choice = 2
  await presenter.acts.language()
  expect(dialogs.offered).toEqual([['✓ 跟随系统', '中文', 'English']])
  expect(appearance.settings.current.language).toBe('en')
  expect(row('language')).toMatchObject({ label: 'Language', value: 'English' })
  expect(appearance.titles).toEqual(['我的', 'Me'])
  expect(appearance.appliedBars).toHaveLength(2)
})

test.each<[MeRow, number, object]>([
  ['appearance', 2, { appearance: 'dark' }],
  ['notesLanguage', 1, { notesLanguage: 'zh' }],
  ['guideZone', 3, { guideZone: { startMs: 20_000, endMs: 40_000 } }],
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

test('a list to choose from marks the present choice, and recommends the default target', async () => {
  await open()
  dialogs.choice = 3
  await presenter.acts.guideZone()
  dialogs.choice = null
  await presenter.acts.guideZone()
  expect(dialogs.offered.map(([, recommended, , other]) => [recommended, other])).toEqual([
    ['✓ 15–30 秒（推荐）', '20–40 秒'],
    ['15–30 秒（推荐）', '✓ 20–40 秒'],
  ])
})

test('toggles switches', async () => {
  await open()
  await presenter.acts.isPaceShown()
  await presenter.acts.hasHaptics()
  await presenter.acts.hasHaptics()
  expect(appearance.settings.current).toMatchObject({ isPaceShown: false, hasHaptics: true })
  expect(row('isPaceShown')?.isOn).toBe(false)
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
  for (const id of ['plan', 'phrases', 'privacy', 'support'] as const) await presenter.acts[id]()
  expect(opened).toEqual(['plan', 'phrases', 'privacy', 'support'])
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

test('the mock’s voice can be switched off where the service has one', async () => {
  const ids = () => data.groups.flatMap(({ rows }) => rows.map(({ id }) => id))
  expect(ids()).not.toContain('isMockSpoken')
  await open(true)
  expect(ids()).toContain('isMockSpoken')
  await presenter.acts.isMockSpoken()
  expect(appearance.settings.current.isMockSpoken).toBe(false)
})
