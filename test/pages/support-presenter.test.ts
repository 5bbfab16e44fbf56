import type { Services } from '../../miniprogram/services'
import { createSupportPresenter } from '../../miniprogram/pages/support/support-presenter'
import type { RowGroup } from '../../miniprogram/presentation/settings/setting-rows'
import { applyPatch } from './apply-patch'
import { createFakeDialogs, type FakeDialogs } from './attempt-services'
import { createFakeAppearance, withAppearance, type FakeAppearance } from './fake-appearance'

let dialogs: FakeDialogs
let appearance: FakeAppearance
let data: { groups: RowGroup[]; [key: string]: unknown }
let addresses: string[]
let opened: string[]
let presenter: ReturnType<typeof createSupportPresenter>

interface Options {
  channel?: Services['build']['channel']
  hasCloud?: boolean
  isAddressShown?: boolean
}

function open({ channel = 'develop', hasCloud = false, isAddressShown = true }: Options = {}): void {
  dialogs = createFakeDialogs()
  appearance = createFakeAppearance('zh')
  addresses = []
  opened = []
  data = { groups: [] }
  const build = {
    ...{ channel, version: '1.2.3', apiAddress: 'http://127.0.0.1:8787', isAddressShown },
    changeAddress: (address: string) => void addresses.push(address),
  }
  const services = withAppearance(appearance, {
    ...{ dialogs, hasCloud, build, copy: () => undefined },
    diagnostics: { runs: () => [], facts: [] },
    navigation: { openPage: (page: string) => void opened.push(page) } as Services['navigation'],
  })
  presenter = createSupportPresenter(services, (patch) => applyPatch(data, patch))
  presenter.shown()
}

const rows = () => data.groups.flatMap((group) => group.rows.map(({ label, value }) => [label, value]))

test('shows how recordings are sent, and which build this is', () => {
  open()
  expect(appearance.titles).toEqual(['支持'])
  expect(rows()).toEqual([
    ['发送方式', '自动'],
    ['版本', '1.2.3 开发版'],
    ['服务地址', 'http://127.0.0.1:8787'],
    ['设备检查', ''],
  ])
  presenter.acts.deviceCheck()
  expect(opened).toEqual(['device-check'])
})

test('whoever does not know of them sees no address and no device check, and seven taps on the version show both', () => {
  open({ isAddressShown: false })
  const labels = () => rows().map(([label]) => label)
  for (let taps = 1; taps < 7; taps += 1) presenter.acts.version()
  expect(labels()).toEqual(['发送方式', '版本'])
  presenter.acts.version()
  expect(labels()).toEqual(['发送方式', '版本', '服务地址', '设备检查'])
})

test('a released build has one service', () => {
  open({ channel: 'release', isAddressShown: false })
  for (let taps = 0; taps < 20; taps += 1) presenter.acts.version()
  expect(rows()).toEqual([
    ['发送方式', '自动'],
    ['版本', '1.2.3'],
  ])
})

test('changes the way of sending, and offers the cloud only if this build has one', async () => {
  open()
  dialogs.choice = 1
  await presenter.acts.transport()
  expect(appearance.settings.current.transport).toBe('inline')
  expect(rows()[0]).toEqual(['发送方式', '直接发送'])
  expect(dialogs.offered).toEqual([['✓ 自动', '直接发送']])
  open({ hasCloud: true })
  await presenter.acts.transport()
  expect(dialogs.offered).toEqual([['✓ 自动', '直接发送', '先上传到云端']])
})

test.each([
  ['http://192.168.1.2:8787/', 'http://192.168.1.2:8787'],
  [' https://api.example.com/v1 ', 'https://api.example.com/v1'],
  ['', ''],
])('stores the address %j as %j', async (written, address) => {
  open({ channel: 'trial' })
  dialogs.written = written
  await presenter.acts.address()
  expect(dialogs.prefilled).toEqual(['服务地址: http://127.0.0.1:8787'])
  expect(addresses).toEqual([address])
})

test.each(['ftp://a', 'http://', 'api.example.com', 'http://a b', 'javascript:alert(1)', 'http://a/?b'])(
  'rejects the address %j with an explanation',
  async (written) => {
    open()
    dialogs.written = written
    await presenter.acts.address()
    expect(addresses).toEqual([])
    expect(dialogs.asked[0]?.title).toBe('这个地址不能用')
  },
)

test('keeps the address when the dialog is cancelled', async () => {
  open()
  await presenter.acts.address()
  expect(addresses).toEqual([])
})
