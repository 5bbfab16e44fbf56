import { createDialogs, type DialogsWx } from '../../../miniprogram/platform/shell/dialogs'

type Modal = Parameters<DialogsWx['showModal']>[0]
type Sheet = Parameters<DialogsWx['showActionSheet']>[0]

function fakeWx(answer: { modal?: (option: Modal) => void; sheet?: (option: Sheet) => void }) {
  const asked: object[] = []
  const wx: DialogsWx = {
    showModal(option) {
      asked.push(option)
      answer.modal?.(option)
    },
    showActionSheet(option) {
      asked.push(option)
      answer.sheet?.(option)
    },
  }
  return { dialogs: createDialogs(wx), asked }
}

const question = { title: 'Delete?', content: 'It goes.', yes: 'Yes', no: 'No', isDanger: true }

test('confirm resolves with true only for yes', async () => {
  const yes = fakeWx({ modal: ({ success }) => success({ confirm: true }) })
  await expect(yes.dialogs.confirm(question)).resolves.toBe(true)
  expect(yes.asked[0]).toMatchObject({
    title: 'Delete?',
    content: 'It goes.',
    confirmText: 'Yes',
    showCancel: true,
    cancelText: 'No',
    confirmColor: '#D03A35',
  })
  const no = fakeWx({ modal: ({ success }) => success({ confirm: false }) })
  await expect(no.dialogs.confirm(question)).resolves.toBe(false)
  const failed = fakeWx({ modal: ({ fail }) => fail() })
  await expect(failed.dialogs.confirm(question)).resolves.toBe(false)
})

test('confirm without "no" has one button', async () => {
  const { dialogs, asked } = fakeWx({ modal: ({ success }) => success({ confirm: true }) })
  await dialogs.confirm({ title: 'So it is.', content: '', yes: 'OK' })
  expect(asked[0]).toMatchObject({ showCancel: false, confirmText: 'OK' })
  expect(asked[0]).not.toHaveProperty('cancelText')
  expect(asked[0]).not.toHaveProperty('confirmColor')
})

test('choose resolves with the chosen index, or null if the sheet was closed', async () => {
  const chosen = fakeWx({ sheet: ({ success }) => success({ tapIndex: 1 }) })
  await expect(chosen.dialogs.choose('Which?', ['a', 'b'])).resolves.toBe(1)
  expect(chosen.asked[0]).toMatchObject({ alertText: 'Which?', itemList: ['a', 'b'] })
  const closed = fakeWx({ sheet: ({ fail }) => fail() })
  await expect(closed.dialogs.choose('Which?', ['a'])).resolves.toBeNull()
})

test('asks one question at a time: others are not asked, and count as refused', async () => {
  const open: Modal[] = []
  const { dialogs, asked } = fakeWx({ modal: (option) => void open.push(option) })
  const first = dialogs.confirm(question)
  await expect(dialogs.confirm(question)).resolves.toBe(false)
  await expect(dialogs.write('Note', '', 'Yes', 'No')).resolves.toBeNull()
  await expect(dialogs.choose('Which?', ['a'])).resolves.toBeNull()
  expect(asked).toHaveLength(1)
  open[0]?.success({ confirm: true })
  await expect(first).resolves.toBe(true)
  const next = dialogs.confirm(question)
  open[1]?.fail()
  await expect(next).resolves.toBe(false)
})
