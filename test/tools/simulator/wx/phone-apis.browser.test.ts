// The simulator's files, storage, cloud, dialogs and permissions, on a bare page in Chromium.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describeInBrowser } from '../../../browser/chromium'
import { firstError, useWxPage } from './wx-phone'

const artifacts = join(__dirname, '../../../../build/artifacts')

describeInBrowser('the other wx APIs in Chromium', () => {
  const phone = useWxPage()

  test('uploads with progress, returns a URL, deletes', async () => {
    const outcome = await phone.page.evaluate(async () => {
      const manager = wx.getFileSystemManager()
      const filePath = `${wx.env.USER_DATA_PATH}/large.mp3`
      await new Promise<unknown>((success) =>
        manager.writeFile({ filePath, data: new ArrayBuffer(4 * 1024 * 1024), success }),
      )
      const early = await wx.cloud
        .uploadFile({ cloudPath: 'a.mp3', filePath })
        .catch((error: unknown) => error)
      wx.cloud.init()
      const progress: number[] = []
      const uploaded = await new Promise<ICloud.UploadFileResult>((resolve, reject) => {
        const options = { cloudPath: 'a b/c.mp3', filePath, success: resolve, fail: reject }
        const task = wx.cloud.uploadFile(options)
        task.onProgressUpdate((event) => progress.push(event.totalBytesSent))
      })
      const { fileID } = uploaded
      const { fileList } = await wx.cloud.getTempFileURL({
        fileList: [fileID, 'cloud://simulator.local/none'],
      })
      const size = (await (await fetch(fileList[0]?.tempFileURL ?? '')).arrayBuffer()).byteLength
      const deleted = await wx.cloud.deleteFile({ fileList: [fileID] })
      const after = await wx.cloud.getTempFileURL({ fileList: [fileID] })
      const identity = await wx.cloud.callFunction({ name: 'identity' })
      const other = await wx.cloud.callFunction({ name: 'other' }).catch((error: unknown) => error)
      return { early, uploaded, progress, fileList, size, deleted, after, identity, other }
    })
    expect(outcome.early).toMatchObject({ errMsg: expect.stringContaining("Cloud API isn't enabled") })
    expect(outcome.uploaded).toMatchObject({ fileID: 'cloud://simulator.local/a b/c.mp3', statusCode: 200 })
    expect(outcome.progress.at(-1)).toBe(4 * 1024 * 1024)
    expect(outcome.progress).toEqual([...outcome.progress].sort((one, other) => one - other))
    expect(outcome.size).toBe(4 * 1024 * 1024)
    expect(outcome.fileList.map(({ status }) => status)).toEqual([0, -503003])
    expect(outcome.deleted.fileList).toMatchObject([{ status: 0 }])
    expect(outcome.after.fileList).toMatchObject([
      { status: -503003, errMsg: 'STORAGE_FILE_NONEXIST', tempFileURL: '' },
    ])
    const { uid } = outcome.identity.result as { uid: string }
    expect(uid).toMatch(/^[1-9]\d{0,19}$/)
    expect(BigInt(uid) < 2n ** 64n).toBe(true)
    expect(outcome.other).toMatchObject({
      errMsg: expect.stringContaining('FunctionName parameter could not be found'),
    })
  })

  test('storage and files outlive a reload, temporary files do not', async () => {
    const paths = await phone.page.evaluate(async () => {
      wx.setStorageSync('attempt', { text: '你好' })
      const manager = wx.getFileSystemManager()
      await new Promise<unknown>((success) =>
        manager.writeFile({ filePath: 'http://usr/kept.txt', data: 'kept', success }),
      )
      return new Promise<string>((resolve) => {
        const recorder = wx.getRecorderManager()
        recorder.onStop(({ tempFilePath }) => resolve(tempFilePath))
        recorder.onStart(() => recorder.stop())
        recorder.start({ format: 'mp3', sampleRate: 16000, encodeBitRate: 48000, numberOfChannels: 1 })
      })
    })
    await phone.open('', phone.page)
    const after = await phone.page.evaluate(async (temporary) => {
      const manager = wx.getFileSystemManager()
      const read = (filePath: string) =>
        new Promise<unknown>((resolve) =>
          manager.readFile({
            ...{ filePath, encoding: 'utf8' },
            success: ({ data }) => resolve(data),
            fail: ({ errMsg }) => resolve(errMsg),
          }),
        )
      return {
        attempt: wx.getStorageSync<object>('attempt'),
        text: await read('http://usr/kept.txt'),
        error: await read(temporary),
      }
    }, paths)
    expect(after).toMatchObject({ attempt: { text: '你好' }, text: 'kept' })
    expect(after.error).toContain('readFile:fail no such file or directory')
    const seeded = await phone.open(`storage=${encodeURIComponent('{"attempt":{"text":"seed"}}')}`)
    expect(await seeded.evaluate(() => wx.getStorageSync<object>('attempt'))).toEqual({ text: 'seed' })
  })

  test('the console can hide and show the app', async () => {
    const seen = await phone.page.evaluate(() => {
      const states: boolean[] = []
      document.addEventListener('visibilitychange', () => states.push(document.hidden))
      globalThis.__simulator?.hideApp?.()
      globalThis.__simulator?.showApp?.()
      return states
    })
    expect(seen).toEqual([true, false])
  })

  test('a modal works by pointer and keyboard, and keeps the focus inside', async () => {
    const chosen = phone.page.evaluate(() =>
      wx.showModal({ title: '删除这一遍？', content: '录音和回答都会删除。' }),
    )
    const dialog = phone.page.getByRole('alertdialog', { name: '删除这一遍？' })
    await dialog.waitFor()
    expect(await phone.page.evaluate(() => document.activeElement?.textContent)).toBe('确定')
    await phone.page.keyboard.press('Tab')
    expect(await phone.page.evaluate(() => document.activeElement?.textContent)).toBe('取消')
    await phone.page.keyboard.press('Escape')
    expect(await chosen).toMatchObject({ confirm: false, cancel: true, errMsg: 'showModal:ok' })
    await dialog.waitFor({ state: 'detached' })

    const edited = phone.page.evaluate(() =>
      wx.showModal({ title: '名字', editable: true, placeholderText: '写在这里' }),
    )
    await phone.page.getByPlaceholder('写在这里').fill('我的回答')
    await phone.page.getByRole('button', { name: '确定' }).click()
    expect(await edited).toMatchObject({ confirm: true, content: '我的回答' })

    const listed = phone.page.evaluate(() => wx.showActionSheet({ itemList: ['一', '二'] }))
    await phone.page.getByRole('button', { name: '二' }).click()
    expect(await listed).toMatchObject({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
    const dismissed = phone.page.evaluate(() =>
      wx.showActionSheet({ itemList: ['一'] }).catch((error: unknown) => error),
    )
    await phone.page.getByRole('button', { name: '取消' }).click()
    expect(await dismissed).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  test('the settings sheet can allow a denied microphone', async () => {
    const refused = await phone.open('microphone=refused')
    expect(await refused.evaluate(() => wx.getSetting())).toMatchObject({
      authSetting: { 'scope.record': false },
    })
    const left = refused.evaluate(() => wx.openSetting())
    await refused.getByRole('switch', { name: '麦克风' }).click()
    await refused.getByRole('button', { name: '完成' }).click()
    expect(await left).toMatchObject({ authSetting: { 'scope.record': true } })
    expect(await firstError(refused)).toEqual({ errMsg: 'started' })
  })

  test('the privacy guide is shown once per launch', async () => {
    const asked = await phone.open('privacy=ask')
    const first = firstError(asked)
    await asked.getByRole('button', { name: '同意' }).click()
    expect(await first).toEqual({ errMsg: 'started' })
    expect(await asked.evaluate(() => wx.getPrivacySetting({}))).toMatchObject({ needAuthorization: false })
  })

  test.each(['light', 'dark'])('screenshots, %s', async (theme) => {
    mkdirSync(artifacts, { recursive: true })
    const shot = (name: string) =>
      painted.screenshot({ path: join(artifacts, `simulator-${name}-${theme}.png`) })
    const painted = await phone.open(`theme=${theme}&microphone=refused`)
    await painted.evaluate(() => void wx.showToast({ title: '已存到本机', duration: 60_000 }))
    await painted.getByRole('status').waitFor()
    await shot('toast')
    await painted.evaluate(
      () => void wx.showToast({ title: '服务 5 秒没有新内容，已断开', icon: 'none', duration: 60_000 }),
    )
    await shot('toast-text')
    await painted.evaluate(() => {
      void wx.showModal({
        title: '删除这一遍？',
        content: '录音和回答都会删除，不能恢复。',
        confirmColor: '#D03A35',
      })
    })
    await painted.getByRole('alertdialog').waitFor()
    await shot('modal')
    await painted.keyboard.press('Escape')
    await painted.evaluate(
      () =>
        void wx
          .showActionSheet({ alertText: '这一遍', itemList: ['再说一遍', '复制', '删除'] })
          .catch(() => undefined),
    )
    await painted.getByRole('dialog').waitFor()
    await shot('action-sheet')
    await painted.keyboard.press('Escape')
    await painted.evaluate(() => void wx.openSetting())
    await painted.getByRole('switch').waitFor()
    await shot('settings')
  })
})
