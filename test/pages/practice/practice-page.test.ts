/** @jest-environment jsdom */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../miniprogram/core/errors'
import { loadPage, textsOf, type Rendered } from '../../components/simulate'
import { createFakeServices, type FakeServices } from '../fake-services'
import { find as findIn, tap } from '../find'
import { ended, idle, logid, recorded, sending, streaming, taking, type Text } from '../states'

const parserPath = path.resolve(__dirname, '../../../miniprogram/miniprogram_npm/mp-html/parser')

let render: ReturnType<typeof loadPage>
let services: FakeServices
let page: Rendered

beforeAll(() => {
  render = loadPage('practice')
})

beforeEach(() => open())

afterEach(() => page.detach())

function open(...parameters: Parameters<typeof createFakeServices>): void {
  services = createFakeServices(...parameters)
  Object.assign(globalThis, { getApp: () => ({ services }) })
  page = render()
}

const find = (name: string) => findIn(page, name)

test('idle: shows the question, Another and the microphone', async () => {
  expect(textsOf(page)).toEqual([
    '今天：5 题',
    '模拟 Part 1',
    'Hometown · 家乡',
    '换一题',
    'What do you like most about your hometown?',
    '你最喜欢家乡的哪一点？',
    '看范文',
    '没练过',
    '点一下，开始说',
    '参考 15–30 秒',
  ])
  await tap(find('another')[0])
  expect(services.calls).toContain('reset')
  expect(textsOf(page)).toContain('Do you work, or are you a student?')
  await tap(find('microphone')[0])
  expect(services.calls.at(-1)).toBe('record study-work-or-student')
})

test('no recording: shows why, and a way out', async () => {
  services.show(idle(new AppError('microphone-refused')))
  expect(textsOf(page)).toContain('麦克风没有打开')
  expect(find('mic-off')).toHaveLength(1)
  expect(find('microphone')).toHaveLength(0)
  await tap(find('button')[0])
  expect(services.calls.slice(0, 2)).toEqual(['openSettings', 'dismiss'])
  expect(find('microphone')).toHaveLength(1)
})

test('the first tap says what is recorded, before recording anything', async () => {
  services.acknowledged = false
  await tap(find('microphone')[0])
  expect(textsOf(page)).toEqual(
    expect.arrayContaining(['录音前，先说清楚', '录下什么', '存在哪里', '怎么删除', '知道了，开始录音']),
  )
  await tap(find('more')[0])
  expect(services.calls).toEqual(['openPage privacy'])
  await tap(find('primary')[0])
  expect(services.acknowledged).toBe(true)
  expect(services.calls).toContain('record hometown-like-most')
  expect(find('sheet')).toHaveLength(0)
})

test('recording: shows the time, the bars and three controls', async () => {
  services.show(taking({ elapsedMs: 18_400, levels: [0.5] }))
  expect(textsOf(page)).toEqual(
    expect.arrayContaining(['录音中', '0:18', '15 秒', '30 秒', '取消', '停止', '暂停']),
  )
  expect(find('bar')).toHaveLength(25)
  const [cancel, finish, pause] = find('control')
  await tap(pause)
  await tap(finish)
  await tap(cancel)
  expect(services.calls).toEqual(['pause', 'finish', 'cancel'])
  services.show(taking({ status: 'paused' }))
  expect(textsOf(page)).toEqual(expect.arrayContaining(['已暂停', '继续']))
  await tap(find('control')[2])
  expect(services.calls.at(-1)).toBe('resume')
})

test('recorded: plays, seeks, redoes, sends', async () => {
  services.show(recorded())
  expect(textsOf(page)).toEqual(
    expect.arrayContaining([
      '这一遍',
      '已存到本机',
      '0:00',
      '0:22',
      '说了 22 秒',
      '在参考时长内',
      '重录',
      '发送',
    ]),
  )
  await tap(find('play')[0])
  const [redo, send] = find('button')
  await tap(send)
  await tap(redo)
  expect(services.calls.filter((name) => name !== 'player.destroy')).toEqual([
    'player.play',
    'send',
    'record hometown-like-most',
  ])
})

test('recorded but not sent: shows the reason', () => {
  services.show(recorded(new AppError('upload-failed')))
  expect(textsOf(page)).toEqual(
    expect.arrayContaining(['录音没有传上去', '这一遍录音还在。检查一下网络，再次发送。']),
  )
})

test('sending and streaming: shows progress, paragraphs and Stop', async () => {
  services.show(sending({ uploadFraction: 0.4 }))
  expect(textsOf(page)).toEqual(expect.arrayContaining(['参考回答', 'AI 生成', '上传中 40%', '停止生成']))
  expect(find('caret')).toHaveLength(0)
  services.show(streaming({ finished: ['One'], growing: 'Tw' }))
  expect(find('paragraph').map(({ textContent }) => textContent)).toEqual(['One', 'Tw'])
  expect(find('caret')).toHaveLength(1)
  await tap(find('button')[0])
  expect(services.calls).toEqual(['stop'])
})

test('done: offers Copy, Send again and Next', async () => {
  services.show(ended('done'))
  expect(textsOf(page)).toEqual(expect.arrayContaining(['One two three.', '完整 · 3 词', '复制']))
  await tap(find('copy').find(({ textContent }) => textContent === '复制'))
  expect(services.copied).toEqual(['One two three.\n（AI 生成）'])
  const [again, next] = find('button')
  await tap(again)
  await tap(next)
  expect(services.calls.filter((name) => name !== 'player.destroy')).toEqual(['send', 'reset'])
})

test('cut short: shows the reason, what is saved, and the request ID to copy', async () => {
  services.show(ended('idle'))
  expect(textsOf(page)).toEqual(
    expect.arrayContaining([
      'One two three.',
      '服务 5 秒没有新内容，已断开',
      '收到的内容都留着。可以再次发送。',
      `编号 ${logid}`,
    ]),
  )
  await tap(find('copy').find(({ textContent }) => textContent === '复制编号'))
  expect(services.copied).toEqual([logid])
})

test('never renders the service’s text as markup', () => {
  services.show(
    ended('done', { finished: ['R&B, <img src=x onerror="y"> <a href="z">[l](m)</a>\n**b**'], growing: '' }),
  )
  const paragraph = find('paragraph')[0]
  expect(paragraph?.querySelector('wx-image, wx-rich-text, img, a, [href]')).toBeNull()
  expect(paragraph?.textContent).toBe('R&B, <img src=x onerror="y"> <a href="z">l</a>\nb')
})

test('mp-html parses each paragraph once, however often the answer grows', () => {
  const Parser = jest.requireActual<new () => { parse(content: string): unknown[] }>(parserPath)
  const parse = jest.spyOn(Parser.prototype as { parse(content: string): unknown[] }, 'parse')
  const text: Text = { finished: [], growing: '' }
  for (const paragraph of ['One & only.', 'Two.', 'Three.']) {
    for (const letter of paragraph) {
      text.growing += letter
      services.show(streaming(text))
    }
    text.finished.push(text.growing)
    text.growing = ''
    services.show(streaming(text))
  }
  services.show(ended('done', text))
  expect(parse.mock.calls.map(([content]) => content)).toEqual(['One & only.', 'Two.', 'Three.'])
  expect(find('paragraph')).toHaveLength(3)
  parse.mockRestore()
})

test('creates mp-html before the first text', () => {
  const roots = () => [...page.dom.querySelectorAll('mp-html')]
  services.show(recorded())
  expect(roots()).toHaveLength(0)
  services.show(sending())
  expect(roots()).toHaveLength(1)
  services.show(streaming({ finished: [], growing: 'One' }))
  expect(roots()).toHaveLength(1)
  expect(find('paragraph')[0]?.querySelectorAll('mp-html')).toHaveLength(1)
})

test('an answer about what the student said has labels in the app’s language, one for all notes', () => {
  services.show(
    ended('done', {
      finished: [
        'You said: I like tea',
        // too little is shared for marks, which rich-text would show and this engine does not
        'Better: Coffee suits me.',
        'Note: one',
        'Note: two',
        'Next take: more',
      ],
      growing: '',
    }),
  )
  expect(find('role').map(({ textContent }) => textContent)).toEqual([
    '你说的机器听写，可能听错',
    '更好的说法',
    '点评',
    '下一遍试试',
  ])
  expect(find('paragraph').map(({ textContent }) => textContent?.slice(-12))).toContain(
    'Coffee suits me.'.slice(-12),
  )
  services.show(ended('done', { finished: ['One'], growing: '' }))
  expect(find('role')).toHaveLength(0)
})

test('leaving stops playback and unsubscribes from the session', () => {
  page.detach()
  expect(services.calls).toEqual(expect.arrayContaining(['player.destroy', 'leave']))
  expect(services.listenerCount()).toBe(0)
})

test('every control has a role and a name', () => {
  const pages = path.resolve(__dirname, '../../../miniprogram/pages')
  const shared = ['reading/answer', 'take/controls'].map((name) => `../presentation/${name}.wxml`)
  const files = ['practice/practice.wxml', ...shared]
  const template = files.map((file) => readFileSync(path.join(pages, file), 'utf8')).join()
  // a tap on a paragraph is a shortcut for the button next to Copy
  const controls = (template.match(/<[^>]*bindtap=[^>]*>/g) ?? []).filter(
    (tag) => !tag.includes('class="paragraph '),
  )
  expect(controls.length).toBeGreaterThan(4)
  for (const control of controls) {
    expect(control).toMatch(/aria-role="button"/)
    expect(control).toMatch(/aria-label="\{\{/)
  }
})
