import { copyText, type ClipboardWx } from '../../../miniprogram/platform/shell/clipboard'

// the real wx fits the slice: a compile-time test
const fitsWx: WechatMiniprogram.Wx extends ClipboardWx ? true : never = true

const phone = (failure: unknown): ClipboardWx => ({
  setClipboardData: ({ data, success, fail }) => (failure === null ? success({ data }) : fail(failure)),
})

const undeclared = 'setClipboardData:fail api scope is not declared in the privacy agreement'
const refused = 'setClipboardData:fail privacy permission is not authorized'

test.each([
  [null, null],
  [{ errno: 112, errMsg: undeclared }, 'privacy-undeclared'],
  [{ errMsg: undeclared }, 'privacy-undeclared'],
  [{ errno: 104, errMsg: refused }, 'privacy-refused'],
  [{ errMsg: refused }, 'privacy-refused'],
  [{ errMsg: 'setClipboardData:fail' }, 'unknown'],
  [undefined, 'unknown'],
])('%j → %j', async (failure, told) => {
  expect(await copyText(phone(failure), 'text')).toBe(told)
  expect(fitsWx).toBe(true)
})
