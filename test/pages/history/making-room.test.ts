import { AppError } from '../../../miniprogram/core/errors'
import { settlePhone } from '../attempt-services'
import { createHistoryWorld, type HistoryWorld } from './history-world'
import { at } from './summaries'

let history: HistoryWorld
beforeEach(() => {
  history = createHistoryWorld()
})

describe('making room', () => {
  beforeEach(async () => {
    await history.stored.add(at(1, 12, 10))
    await history.stored.add(at(12))
    await history.stored.add(at(23))
    await history.open()
  })

  test('offers what to delete; closing the sheet deletes nothing', async () => {
    await history.presenter.acts.makeRoom()
    expect(history.dialogs.offered).toEqual([
      [
        '30 天前的录音，文字留着 · 0.1 MB',
        '7 天前的录音，文字留着 · 0.1 MB',
        '全部录音，文字留着 · 0.1 MB',
        '30 天前的录音和文字 · 1 遍',
        '7 天前的录音和文字 · 2 遍',
        '全部记录',
      ],
    ])
    expect(history.dialogs.asked).toEqual([])
    expect(history.stored.phone.kept.size).toBe(3)
  })

  test('deletes nothing unless confirmed', async () => {
    history.dialogs.choice = 5
    history.dialogs.answer = false
    await history.presenter.acts.makeRoom()
    expect(history.dialogs.asked).toMatchObject([
      { title: '删除全部记录？', isDanger: true, yes: '删除', no: '取消' },
    ])
    expect(history.stored.phone.kept.size).toBe(3)
    expect(history.shownIds()).toHaveLength(3)
  })

  test('deletes only the audio of old attempts', async () => {
    history.dialogs.choice = 1
    await history.presenter.acts.makeRoom()
    expect(history.dialogs.asked[0]?.title).toBe('删除 2 段录音？')
    expect(history.stored.phone.kept.size).toBe(1)
    expect(history.stored.attempts.list().map(({ audio }) => audio)).toEqual(['kept', 'none', 'none'])
    expect(history.shownIds()).toHaveLength(3)
  })

  test('deletes old attempts', async () => {
    history.dialogs.choice = 3
    await history.presenter.acts.makeRoom()
    expect(history.storedIds()).toHaveLength(2)
    expect(history.shownIds()).toEqual(history.storedIds())
  })

  test('deletes everything', async () => {
    history.dialogs.choice = 5
    await history.presenter.acts.makeRoom()
    await settlePhone()
    expect(history.storedIds()).toEqual([])
    expect(history.stored.phone.kept.size).toBe(0)
    expect(history.data).toMatchObject({ isEmpty: true, days: [] })
  })

  test('reports what could not be deleted, and keeps showing it', async () => {
    jest.spyOn(history.stored.attempts, 'removeAll').mockRejectedValue(new AppError('recording-unreadable'))
    history.dialogs.choice = 5
    await history.presenter.acts.makeRoom()
    expect(history.dialogs.asked.at(-1)).toEqual({
      title: '没有全部删除',
      content: '有的文件暂时删不掉，过一会儿再试一次。',
      yes: '知道了',
    })
    expect(history.shownIds()).toHaveLength(3)
  })
})
