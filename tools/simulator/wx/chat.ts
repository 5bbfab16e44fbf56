// wx.shareFileMessage, chooseMessageFile → a chat that this page keeps, and the files of the computer.
import { failure, toApis } from './callbacks'
import type { Feedback } from './feedback'
import type { FileStore } from './file-store'
import { element } from './overlay'
import type { Permission } from './permission'

interface ChatFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly timeSeconds: number
}

const atOnce = 5 // and one more entry: an action sheet has six

export function createChat(
  files: Pick<FileStore, 'read' | 'writeTemporary'>,
  offer: Feedback['offer'],
  requirePrivacy: Permission['requirePrivacy'],
) {
  /** Newest first. */
  const chat: ChatFile[] = []

  return toApis({
    /** The file goes into the chat, and to the browser's downloads. */
    async shareFileMessage({ filePath, fileName }: { filePath: string; fileName?: string }) {
      // reported by developers; the documentation does not say it
      if (!navigator.userActivation.isActive) throw failure('can only be invoked by user TAP gesture.')
      const name = fileName ?? filePath.slice(filePath.lastIndexOf('/') + 1)
      const bytes = files.read(filePath, 'shareFileMessage').slice()
      await offer({ alertText: name, itemList: ['发送给文件传输助手'] })
      chat.unshift({ name, bytes, timeSeconds: Math.floor(Date.now() / 1000) })
      download(name, bytes)
    },
    async chooseMessageFile({
      count,
      type,
      extension = [],
    }: Record<string, unknown> & { extension?: string[] }) {
      if (count !== 1 || type !== 'file') throw failure('not in the simulator: other than one file')
      await requirePrivacy()
      const isWanted = ({ name }: ChatFile) =>
        extension.length === 0 || extension.some((ending) => name.endsWith(`.${ending}`))
      const offered = chat.filter(isWanted).slice(0, atOnce)
      const itemList = [...offered.map(({ name }) => name), '从这台电脑选择…']
      const { tapIndex } = await offer({ alertText: '从聊天选择文件', itemList })
      const { name, bytes, timeSeconds } = offered[tapIndex] ?? (await fromComputer(extension))
      const path = files.writeTemporary(bytes, /\.\w+$/.exec(name)?.[0] ?? '')
      return { tempFiles: [{ path, name, size: bytes.byteLength, time: timeSeconds, type: 'file' }] }
    },
  })
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/zip' }))
  element('a', { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

async function fromComputer(extension: readonly string[]): Promise<ChatFile> {
  const accept = extension.map((ending) => `.${ending}`).join(',')
  const input = element('input', { type: 'file', accept })
  await new Promise((resolve) => {
    input.oncancel = resolve
    input.onchange = resolve
    input.click()
  })
  const [file] = input.files ?? []
  if (!file) throw failure('cancel')
  const bytes = new Uint8Array(await file.arrayBuffer())
  return { name: file.name, bytes, timeSeconds: Math.floor(file.lastModified / 1000) }
}
