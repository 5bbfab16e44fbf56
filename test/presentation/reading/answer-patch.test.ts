import type { Role } from '../../../miniprogram/core/answer/parts'
import { createParagraphs } from '../../../miniprogram/core/answer/paragraphs'
import { createAnswerPatcher } from '../../../miniprogram/presentation/reading/answer-patch'
import { paragraphHtml } from '../../../miniprogram/presentation/reading/markdown'
import { applyPatch } from '../../pages/apply-patch'

interface Text {
  finished: string[]
  growing: string
}

/** An answer without labels has neither roles nor marks. */
const unlabelled = { roles: [], isMarked: false }

interface Shown extends Record<string, unknown> {
  indices: number[]
  roles: Role[]
  paragraphs: string[]
  pieces: string[][]
}

function emptyPage(): Shown {
  return { indices: [], roles: [], paragraphs: [], pieces: [] }
}

/** The visible text: HTML where there is some, else the pieces. */
function readable({ indices, paragraphs, pieces }: Shown): string[] {
  return indices.map((index) => paragraphs[index] ?? (pieces[index] ?? []).join(''))
}

test('sends a growing paragraph piece by piece, a finished one once', () => {
  const text: Text = { finished: [], growing: 'One' }
  const patch = createAnswerPatcher()
  expect(patch(text).data).toEqual({ ...unlabelled, indices: [0], paragraphs: [], pieces: [['One']] })
  text.growing = 'One two'
  expect(patch(text).data).toEqual({ 'pieces[0][1]': ' two' })
  text.growing = 'One two three'
  expect(patch(text).data).toEqual({ 'pieces[0][2]': ' three' })
  text.finished.push('One two three four')
  text.growing = 'Next'
  expect(patch(text).data).toEqual({
    'paragraphs[0]': 'One two three four',
    'indices[1]': 1,
    'pieces[1]': ['Next'],
  })
  text.finished.push('Next')
  text.growing = ''
  expect(patch(text).data).toEqual({ 'paragraphs[1]': 'Next' })
})

test('reports when paragraphs begin or end, and when nothing changed', () => {
  const text: Text = { finished: [], growing: 'One' }
  const patch = createAnswerPatcher()
  expect(patch(text).paragraphsChanged).toBe(true)
  expect(patch(text)).toEqual({ data: {}, paragraphsChanged: false })
  text.growing = 'One two'
  expect(patch(text).paragraphsChanged).toBe(false)
  text.finished.push('One two')
  text.growing = ''
  expect(patch(text).paragraphsChanged).toBe(true)
})

test('paragraphs that arrive whole leave no holes in the data', () => {
  const text: Text = { finished: [], growing: '' }
  const patch = createAnswerPatcher()
  const page = emptyPage()
  applyPatch(page, patch(text).data)
  text.finished.push('One', 'Two')
  text.growing = 'Thr'
  const { data } = patch(text)
  expect(data).toEqual({
    'indices[0]': 0,
    'paragraphs[0]': 'One',
    'pieces[0]': [],
    'indices[1]': 1,
    'paragraphs[1]': 'Two',
    'pieces[1]': [],
    'indices[2]': 2,
    'pieces[2]': ['Thr'],
  })
  applyPatch(page, data)
  expect(readable(page)).toEqual(['One', 'Two', 'Thr'])
})

test('another run empties the page, and existing text is sent whole', () => {
  const first: Text = { finished: ['One', 'Two'], growing: '' }
  const second: Text = { finished: [], growing: 'Again' }
  const patch = createAnswerPatcher()
  expect(patch(first).data).toEqual({
    ...unlabelled,
    indices: [0, 1],
    paragraphs: ['One', 'Two'],
    pieces: [[], []],
  })
  expect(patch(second).data).toEqual({ ...unlabelled, indices: [0], paragraphs: [], pieces: [['Again']] })
  expect(patch(null).data).toEqual({ ...unlabelled, indices: [], paragraphs: [], pieces: [] })
  expect(patch(null).data).toEqual({})
  expect(patch(first).data).toEqual({
    ...unlabelled,
    indices: [0, 1],
    paragraphs: ['One', 'Two'],
    pieces: [[], []],
  })
})

test('never passes on the text object itself', () => {
  const text: Text = { finished: ['One'], growing: '' }
  const { data } = createAnswerPatcher()(text)
  text.finished.push('Two')
  expect(data.paragraphs).toEqual(['One'])
})

test('half a surrogate pair waits for its other half', () => {
  const text: Text = { finished: [], growing: 'a\ud83d' }
  const patch = createAnswerPatcher()
  expect(patch(text).data).toEqual({ ...unlabelled, indices: [0], paragraphs: [], pieces: [['a']] })
  text.growing = 'a\ud83d\ude00'
  expect(patch(text).data).toEqual({ 'pieces[0][1]': '\ud83d\ude00' })
})

test('escapes markup, and keeps line breaks', () => {
  expect(paragraphHtml(`<img src="x" onerror='y'>\nnext`)).toBe(
    '&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;<br>next',
  )
})

test('escapes what looks like an entity, and keeps other ampersands', () => {
  expect(paragraphHtml('&lt; &#60; &#x3c; &amp;')).toBe('&amp;lt; &amp;#60; &amp;#x3c; &amp;amp;')
  expect(paragraphHtml('R&B, Q & A; B&B')).toBe('R&B, Q & A; B&B')
})

const english = 'People there never seem to be in a hurry, which is what I like most about it. '
const chinese = '那里的人从来不着急，这是我最喜欢的一点，所以每次回去都能慢下来。'

// Frames every 20 ms, flushed every 64 ms as the session does: four frames a flush.
test.each([
  ['2,000 letters', english, 2_000, 4],
  ['20,000 letters', english, 20_000, 4],
  ['2,000 Chinese characters', chinese, 2_000, 2],
  ['20,000 Chinese characters', chinese, 20_000, 2],
])('%s cost the bridge at most 3.6 times their size', (_name, sample, length, perFrame) => {
  const whole = sample.repeat(Math.ceil(length / sample.length)).slice(0, length)
  const text: Text = { finished: [], growing: '' }
  const patch = createAnswerPatcher()
  const page = emptyPage()
  let sentBytes = 0
  const flush = (): void => {
    const { data } = patch(text)
    if (Object.keys(data).length > 0) sentBytes += Buffer.byteLength(JSON.stringify(data))
    applyPatch(page, data)
  }
  for (let at = 0; at < length; at += perFrame * 4) {
    text.growing += whole.slice(at, at + perFrame * 4)
    if (text.growing.length >= 600) {
      text.finished.push(text.growing)
      text.growing = ''
    }
    flush()
  }
  if (text.growing !== '') text.finished.push(text.growing)
  text.growing = ''
  flush()
  expect(readable(page).join('')).toBe(whole)
  expect(sentBytes / Buffer.byteLength(whole)).toBeLessThanOrEqual(3.6)
})

test('the page shows the text, whenever it was flushed', () => {
  let seed = 7
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % below
  }
  for (let round = 0; round < 50; round += 1) {
    const text: Text = { finished: [], growing: '' }
    const patch = createAnswerPatcher()
    const page = emptyPage()
    for (let step = 0; step < 40; step += 1) {
      if (random(5) === 0 && text.growing !== '') {
        text.finished.push(text.growing)
        text.growing = ''
      } else {
        text.growing += `w${step} `
      }
      if (random(3) > 0) continue
      applyPatch(page, patch(text).data)
      expect(readable(page)).toEqual([...text.finished, text.growing].filter((paragraph) => paragraph !== ''))
    }
  }
})

describe('an answer with labels', () => {
  const said = 'I like tea because it warm'
  const better = 'I like tea because it’s warming.'

  test('a label is a role, seen before there is text, and its text grows from nothing', () => {
    const text: Text = { finished: [], growing: 'You sai' }
    const patch = createAnswerPatcher()
    expect(patch(text).data).toEqual({ ...unlabelled, indices: [], paragraphs: [], pieces: [] })
    text.growing = 'You said: '
    expect(patch(text)).toEqual({
      data: { 'indices[0]': 0, 'roles[0]': 'transcript', 'pieces[0]': [] },
      paragraphsChanged: true,
    })
    expect(patch(text)).toEqual({ data: {}, paragraphsChanged: false })
    text.growing = 'You said: I like'
    expect(patch(text)).toEqual({ data: { 'pieces[0][0]': 'I like' }, paragraphsChanged: false })
    text.finished.push(`You said: ${said}`)
    text.growing = 'Bet'
    expect(patch(text).data).toEqual({ 'paragraphs[0]': said })
    text.growing = 'Better: I'
    expect(patch(text).data).toEqual({ 'indices[1]': 1, 'roles[1]': 'better', 'pieces[1]': ['I'] })
  })

  test('marks both texts once the better version is complete, and once only', () => {
    const text: Text = { finished: [`You said: ${said}`], growing: `Better: ${better}` }
    const patch = createAnswerPatcher()
    expect(patch(text).data).toMatchObject({ roles: ['transcript', 'better'], isMarked: false })
    text.finished.push(text.growing)
    text.growing = 'Note: W'
    const { data } = patch(text)
    expect(data).toMatchObject({ isMarked: true, 'roles[2]': 'note' })
    expect(data['paragraphs[0]']).toMatch(/^<div>I like tea because <del [^>]*>it warm<\/del><\/div>$/)
    expect(data['paragraphs[1]']).toMatch(/^<div>I like tea because <ins [^>]*>it’s warming<\/ins>\.<\/div>$/)
    text.growing = 'Note: Why'
    expect(patch(text).data).toEqual({ 'pieces[2][1]': 'hy' })
  })

  test('no marks in a better version that was cut off; what follows it shows that it was not', () => {
    const text: Text = { finished: [`You said: ${said}`], growing: `Better: ${better}` }
    const patch = createAnswerPatcher()
    patch(text)
    text.finished.push(text.growing)
    text.growing = ''
    expect(patch(text, true).data).toEqual({ 'paragraphs[1]': better })
    const finished = [...text.finished]
    expect(createAnswerPatcher()({ finished, growing: '' }, true).data.isMarked).toBe(false)
    expect(createAnswerPatcher()({ finished, growing: '' }).data.isMarked).toBe(true)
    expect(
      createAnswerPatcher()({ finished: [...finished, 'Note: a'], growing: '' }, true).data.isMarked,
    ).toBe(true)
  })

  test('an answer that has ended comes whole, with marks', () => {
    const finished = [`You said: ${said}`, `Better: ${better}`, 'Next take: Add one.']
    const { data } = createAnswerPatcher()({ finished, growing: '' })
    expect(data).toMatchObject({
      indices: [0, 1, 2],
      roles: ['transcript', 'better', 'nextTake'],
      pieces: [[], [], []],
      isMarked: true,
    })
    expect((data.paragraphs as string[]).map((html) => html.replace(/<[^>]*>/g, ''))).toEqual([
      said,
      better,
      'Add one.',
    ])
  })

  test('wherever the stream is cut, the page ends as the whole answer', () => {
    const whole = [`You said: ${said}`, `Better: ${better}`, 'Note: a', 'Note: b', 'Next take: Add one.']
    const stream = whole.join('\n\n')
    const ended = createAnswerPatcher()({ finished: whole, growing: '' }).data
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const paragraphs = createParagraphs()
      const patch = createAnswerPatcher()
      const page = emptyPage()
      for (const content of [stream.slice(0, cut), stream.slice(cut)]) {
        paragraphs.append(content)
        applyPatch(page, patch(paragraphs).data)
      }
      paragraphs.end()
      applyPatch(page, patch(paragraphs).data)
      expect({ ...page, pieces: [] }).toEqual({ ...ended, pieces: [] })
    }
  })
})
