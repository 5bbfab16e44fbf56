/** @jest-environment jsdom */
import { loadComponent, settle, textsOf, type Render } from './simulate'

let render: Render
beforeAll(() => (render = loadComponent('components/question-card/question-card')))

test('shows the topic, the question and its gloss', () => {
  const card = render({ topic: 'Home', text: 'Where do you live?', gloss: 'G' })
  expect(textsOf(card)).toEqual(['Home', 'Where do you live?', 'G'])
})

test('leaves out lines without text', () => {
  const card = render({ text: 'Where do you live?' })
  expect(textsOf(card)).toEqual(['Where do you live?'])
  expect(card.querySelector('.head')).toBeUndefined()
  expect(card.querySelector('.gloss')).toBeUndefined()
})

test('requests another question', async () => {
  const card = render({ text: 'Where do you live?', another: 'Another' })
  const listen = jest.fn()
  card.addEventListener('another', listen)
  card.querySelector('.another')?.dispatchEvent('tap')
  await settle()
  expect(listen).toHaveBeenCalledTimes(1)
})
