import { createChat } from '../../../../miniprogram/pages/transfer/platform/chat'

type Option = { success(result: unknown): void; fail(failure: unknown): void }

/** WeChat's answer to either call, at once or later. */
function chatThat(answer: (option: Option) => void) {
  const asked: object[] = []
  const call = ({ success, fail, ...option }: Option) => {
    asked.push(option)
    answer({ success, fail })
  }
  const chat = createChat({ shareFileMessage: call, chooseMessageFile: call })
  return { chat, asked }
}

const failing = (failure: object) => chatThat(({ fail }) => fail(failure))

test('a file is shared under its own name, in the call itself', async () => {
  const { chat, asked } = chatThat(({ success }) => success({ errMsg: 'shareFileMessage:ok' }))
  const shared = chat.share('wxfile://usr/archives/a.zip', 'practice.zip')
  expect(asked).toEqual([{ filePath: 'wxfile://usr/archives/a.zip', fileName: 'practice.zip' }])
  expect(await shared).toBe(true)
})

test('one .zip is chosen', async () => {
  const chosen = { path: 'wxfile://tmp/a', name: 'a.zip', size: 7, time: 1, type: 'file' }
  const { chat, asked } = chatThat(({ success }) => success({ tempFiles: [chosen] }))
  expect(await chat.choose()).toEqual({ filePath: 'wxfile://tmp/a', name: 'a.zip', sizeBytes: 7 })
  expect(asked).toEqual([{ count: 1, type: 'file', extension: ['zip'] }])
  expect(await chatThat(({ success }) => success({ tempFiles: [] })).chat.choose()).toBeNull()
})

test('closing the list is no error', async () => {
  expect(await failing({ errMsg: 'shareFileMessage:fail cancel' }).chat.share('a', 'b')).toBe(false)
  expect(await failing({ errMsg: 'chooseMessageFile:fail cancel' }).chat.choose()).toBeNull()
})

test.each([
  [{ errMsg: 'shareFileMessage:fail can only be invoked by user TAP gesture.' }, 'unsupported'],
  [{ errMsg: 'chooseMessageFile:fail privacy permission is not authorized', errno: 104 }, 'privacy-refused'],
  [
    { errMsg: 'chooseMessageFile:fail api scope is not declared in the privacy agreement', errno: 112 },
    'privacy-undeclared',
  ],
])('%j is %s', async (failure, code) => {
  await expect(failing(failure).chat.share('a', 'b')).rejects.toMatchObject({ code })
  await expect(failing(failure).chat.choose()).rejects.toMatchObject({ code })
})
