import { AppError } from '../../miniprogram/core/errors'
import type { AskedQuestion } from '../../miniprogram/core/questions/question'
import {
  createModelSheet,
  type ModelSheetView,
} from '../../miniprogram/presentation/model-answer/model-sheet'
import { messagesFor } from '../../miniprogram/i18n/index'
import type { SentenceSource } from '../../miniprogram/presentation/reading/sentence-sheet'
import { createSpeaker } from '../../miniprogram/core/voice/speaker'
import type { AloudView } from '../../miniprogram/presentation/voice/aloud'
import { createFakeClock } from '../fakes/fake-clock'
import { createFakePlayer, createFakeVoice } from '../fakes/fake-voice'
import { applyPatch } from '../pages/apply-patch'
import { hometown } from '../pages/history/summaries'

/** A request that the test answers. */
interface Asked {
  readonly id: string
  arrive(answer: string): void
  fail(failure: unknown): void
}

function open(question: AskedQuestion | null = hometown) {
  const asked: Asked[] = []
  const copied: string[] = []
  const opened: { source: SentenceSource; paragraph: number }[] = []
  const data: { modelAloud?: AloudView } = {}
  const shown: { model: ModelSheetView | null }[] = []
  const of = (id: string) => new Promise<string>((arrive, fail) => void asked.push({ id, arrive, fail }))
  const voice = createFakeVoice()
  const { acts: sheet } = createModelSheet(
    {
      modelAnswers: { of, fetchAhead: () => undefined },
      copy: (text) => void copied.push(text),
      language: 'en',
      clock: createFakeClock(),
      speaker: createSpeaker(voice, createFakePlayer()),
    },
    () => question,
    (patch) => {
      if ('model' in patch) shown.push(patch as (typeof shown)[number])
      else applyPatch(data, patch)
    },
    (source, paragraph) => void opened.push({ source, paragraph }),
  )
  return { asked, copied, opened, shown, sheet, voice, data, last: () => shown.at(-1)?.model }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

test('opens at once, and shows the answer in paragraphs when it has come', async () => {
  const { sheet, asked, last } = open()
  sheet.openModel()
  expect(last()).toEqual({ question: hometown.text, paragraphs: [], problem: null })
  expect(asked.map(({ id }) => id)).toEqual([hometown.id])
  asked[0]?.arrive('I walk.\n\nIt’s healthy.')
  await settle()
  expect(last()).toEqual({
    question: hometown.text,
    paragraphs: ['I walk.', 'It’s healthy.'],
    problem: null,
  })
})

test('copies what it shows', async () => {
  const { sheet, asked, copied } = open()
  sheet.copyModel()
  sheet.openModel()
  asked[0]?.arrive('I walk.\n\nIt’s healthy.')
  await settle()
  sheet.copyModel()
  expect(copied).toEqual(['I walk.\n\nIt’s healthy.'])
})

test('its sentences can be saved and copied, as those of this project', async () => {
  const { sheet, asked, opened } = open()
  sheet.openModelSentences({ paragraph: 0 })
  expect(opened).toEqual([])
  sheet.openModel()
  asked[0]?.arrive('I walk. I run.\n\nIt’s healthy.')
  await settle()
  sheet.openModelSentences({ paragraph: 1 })
  const [{ source, paragraph } = { source: null, paragraph: 0 }] = opened
  expect(paragraph).toBe(1)
  expect(source).toMatchObject({
    paragraphs: [
      { paragraph: 0, sentences: ['I walk.', 'I run.'] },
      { paragraph: 1, sentences: ['It’s healthy.'] },
    ],
    question: hometown.text,
    origin: 'model-answer',
  })
  expect(source?.copied(1, messagesFor('en'))).toBe('It’s healthy.')
  expect(source?.copied(2, messagesFor('en'))).toBeNull()
})

test('says why there is no answer, and tries again', async () => {
  const { sheet, asked, last } = open()
  sheet.openModel()
  asked[0]?.fail(new AppError('package-unavailable'))
  await settle()
  expect(last()?.problem?.title).toBe('The model answers aren’t on this phone yet')
  sheet.openModel()
  expect(last()).toMatchObject({ paragraphs: [], problem: null })
  asked[1]?.arrive('I walk.')
  await settle()
  expect(last()?.paragraphs).toEqual(['I walk.'])
})

test('what comes after it was closed, or opened again, is not shown', async () => {
  const { sheet, asked, shown, last } = open()
  sheet.openModel()
  sheet.closeModel()
  asked[0]?.arrive('Late.')
  await settle()
  expect(last()).toBeNull()
  sheet.openModel()
  sheet.closeModel()
  sheet.openModel()
  asked[1]?.fail(new AppError('package-unavailable'))
  await settle()
  expect(last()).toMatchObject({ paragraphs: [], problem: null })
  expect(shown).toHaveLength(5)
})

test('without a question there is nothing to open', () => {
  const { sheet, shown } = open(null)
  sheet.openModel()
  expect(shown).toEqual([])
})

test('is read aloud, and no longer once the sheet is closed', async () => {
  const { sheet, asked, data, voice } = open()
  sheet.openModel()
  expect(data.modelAloud).toMatchObject({ isOffered: false })
  asked[0]?.arrive('I walk.\n\nIt’s healthy.')
  await settle()
  expect(data.modelAloud).toMatchObject({ isOffered: true, isReady: true, status: '' })
  sheet.readModel()
  expect(voice.asked).toEqual(['I walk.'])
  sheet.closeModel()
  await voice.deliver('I walk.')
  expect(voice.asked).toEqual(['I walk.'])
})
