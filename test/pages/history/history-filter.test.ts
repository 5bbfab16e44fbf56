import {
  filterAttempts,
  filterViewOf,
  noFilter,
  topicCountsOf,
  type HistoryFilter,
} from '../../../miniprogram/pages/history/history-filter'
import { messagesFor } from '../../../miniprogram/i18n/index'
import { hometown, summary } from './summaries'

describe('search', () => {
  const rain = {
    id: 'r',
    topic: { en: 'Weather', zh: '天气' },
    text: 'Don’t you like rain?',
    gloss: '你不喜欢雨吗？',
  }
  const all = [summary(1, { question: rain }), summary(2), summary(3, { question: null })]

  test.each([
    ['', ['1', '2', '3']],
    ['   ', ['1', '2', '3']],
    ['LIKE', ['1', '2']],
    ['most hometown', ['2']],
    ['like rain', ['1']],
    ['like weather', ['1']],
    ['喜欢', ['1', '2']],
    ['喜欢 rain', ['1']],
    ["don't", ['1']],
    ['don’t', ['1']],
    ['天气', ['1']],
    ['nothing', []],
    ['.*', []],
  ])('%j finds %j', (query, ids) => {
    expect(filterAttempts(all, { ...noFilter, query }).map(({ id }) => id)).toEqual(ids)
  })

  test('does not match across two fields', () => {
    const { text, gloss } = hometown
    expect(filterAttempts(all, { ...noFilter, query: text.slice(-4) + gloss.slice(0, 2) })).toEqual([])
  })
})

describe('filters', () => {
  const weather = { ...hometown, id: 'rain', topic: { en: 'Weather', zh: '天气' }, text: 'Do you like rain?' }
  const all = [
    summary(6, { status: 'recorded', question: weather }),
    summary(5, { status: 'streaming' }),
    summary(4, { status: 'network', question: weather }),
    summary(3, { status: 'stopped' }),
    summary(2, { status: 'recorded', question: null }),
    summary(1, { status: 'done' }),
  ]

  test.each<[Partial<HistoryFilter>, string[]]>([
    [{}, ['6', '5', '4', '3', '2', '1']],
    [{ status: 'unsent' }, ['6', '5', '2']],
    [{ status: 'partial' }, ['5', '4', '3']],
    [{ topic: 'Weather' }, ['6', '4']],
    [{ topic: 'Weather', status: 'partial' }, ['4']],
    [{ topic: 'Hometown', status: 'unsent' }, ['5']],
    [{ query: 'rain', status: 'unsent' }, ['6']],
    [{ query: 'hometown', topic: 'Weather' }, []],
  ])('%j finds %j', (filter, ids) => {
    expect(filterAttempts(all, { ...noFilter, ...filter }).map(({ id }) => id)).toEqual(ids)
  })

  const viewOf = (attempts: typeof all, filter: Partial<HistoryFilter>) =>
    filterViewOf(attempts, topicCountsOf(attempts), { ...noFilter, ...filter }, messagesFor('zh'), 'zh')

  test('shows how many each filter would find, and which are chosen', () => {
    expect(viewOf(all, { topic: 'Weather', status: 'unsent' })).toEqual({
      query: '',
      chips: [
        { id: 'all', label: '全部', isChosen: false },
        { id: 'unsent', label: '未发送 2', isChosen: true },
        { id: 'partial', label: '未完成 2', isChosen: false },
      ],
      topics: ['全部话题', '天气 2', '家乡 3'],
      topicIndex: 1,
      topicLabel: '天气 2',
      isFiltered: true,
    })
  })

  test('offers no topics unless there are two', () => {
    const view = viewOf(all.slice(3), {})
    expect(view).toMatchObject({ topics: [], topicLabel: '话题', isFiltered: false })
    expect(view.chips[0]?.isChosen).toBe(true)
  })
})
