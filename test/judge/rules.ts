// One answer → what is wrong with it, by rules: no model judges another.
import { transcriptOf } from '../../tools/service/engines/openai/transcript'
import type { JudgeCase } from './judge-case'

export interface JudgedAnswer {
  /** The whole answer arrived. */
  readonly isWhole: boolean
  readonly paragraphs: readonly string[]
}

/** What is wrong; undefined if nothing is. */
type Rule = (judged: JudgeCase, answer: LabelledAnswer) => string | undefined

interface LabelledAnswer extends JudgedAnswer {
  readonly labels: readonly string[]
  readonly better: string
  readonly notes: readonly string[]
  readonly nextTake: string
  /** All that the language model wrote. */
  readonly written: string
}

const words = (text: string) => text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu) ?? []
const han = /\p{Script=Han}/gu
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
/** As whole words. */
const says = (text: string, part: string) => new RegExp(String.raw`\b${escaped(part)}\b`, 'i').test(text)
const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase())
const quoted = (text: string) => `“${text.length > 80 ? `${text.slice(0, 80)}…` : text}”`

const marks =
  /\bbands?\s*(?:scores?|\d)[^,.]*|\b(?:scores?|grades?|marks?)\b|\b\d(?:\.\d)?\s*(?:\/|out of)\s*\d+|\d(?:\.\d)?\s*分|分数|得分|评分|打分/gi
const markup = /\*\*|__|`|^#|^\s*[-*•]\s|\p{Extended_Pictographic}|<\/?[a-z]+>/mu
/** The commonest characters that only Traditional Chinese has. */
const traditional = /[說應該這個動詞過時習慣問題]/
const aboutQuestion = /question|asked|answer|topic|题|问/i
const accused =
  /(?:did(?: not|n[’']t)|not) (?:\w+ )?answer|off(?: the|-| )(?:topic|question)|没有?回答|跑题|离题|偏题/i

const numbers =
  'two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand'.split(
    ' ',
  )
const digits = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50, 100, 1000].map(String)

/** A number counts as said in digits, in words, or as its ordinal; and twice is two times. */
function isSaid(number: string, transcript: string): boolean {
  const at = Math.max(numbers.indexOf(number.toLowerCase()), digits.indexOf(number))
  return [number, numbers[at], digits[at]].some((form) => form !== undefined && contains(transcript, form))
}

const commonWords = new Set(
  `about after also always because been before being both could does doing done don't down each even ever every from get gets goes going
  good have having here into it's just like likes made make makes many more most much never often only other over quite rather really
  same should since some something such than that that's their them then there there's they they're thing things think this those time
  very want wants well were what when where which while whole with would your usually enjoy lot`.split(/\s+/),
)
const contentWords = (text: string) =>
  words(text.toLowerCase().replaceAll('’', "'")).filter((word) => word.length > 3 && !commonWords.has(word))

/** By rule, in the order in which they are reported. A silent recording is held against the first three only. */
export const rules: Readonly<Record<string, Rule>> = {
  whole: (_, { isWhole }) => (isWhole ? undefined : 'the answer did not end well'),

  order({ isSilent }, { labels }) {
    const expected = isSilent ? /^Note,Next take$/ : /^You said,Better,Note(?:,Note)*,Next take$/
    return expected.test(labels.join()) ? undefined : `the paragraphs are ${labels.join(', ')}`
  },

  language({ notes, foreign, isSilent }, { better, notes: written, nextTake }) {
    if (better.match(han)) return `the better version is not English: ${quoted(better)}`
    const texts = [...written, nextTake]
    if (notes !== 'zh') {
      const wrong = foreign ? undefined : texts.find((text) => text.match(han))
      return wrong && `Chinese, though English was asked for: ${quoted(wrong)}`
    }
    const wrong = texts.find((text) => (text.match(han)?.length ?? 0) < 6 || traditional.test(text))
    if (wrong !== undefined) return `not Simplified Chinese: ${quoted(wrong)}`
    const hasEnglish = isSilent || written.some((text) => /[a-z]{2}/i.test(text))
    return hasEnglish ? undefined : 'no note quotes English'
  },

  transcript({ transcript, isSilent }, { paragraphs }) {
    const isRight = isSilent || paragraphs[0] === `You said: ${transcriptOf(transcript)}`
    return isRight ? undefined : `the first paragraph is ${quoted(paragraphs[0] ?? '')}`
  },

  notes: (_, { notes }) => (notes.length <= 2 ? undefined : `${notes.length} notes`),

  length({ transcript, foreign }, { better }) {
    const said = words(transcript).length
    const written = words(better).length
    const most = foreign ? 40 : Math.min(said * 1.5 + 8, 130)
    if (written > most) return `the better version has ${written} words for ${said}`
    const fewest = foreign ? 3 : Math.min(said * 0.4, 60)
    return written >= fewest ? undefined : `the better version has only ${written} words for ${said}`
  },

  corrected({ fixes = [] }, { better }) {
    const left = fixes.find(([wrong]) => says(better, wrong))
    return left && `the better version still says “${left[0]}”`
  },

  facts({ keeps = [] }, { better }) {
    const lost = keeps.find((fact) => !fact.test(better))
    return lost && `the better version lost ${String(lost)}`
  },

  inventions({ transcript, foreign, better: sample = '' }, { better }) {
    const known = `${transcript} ${foreign ? sample : ''}`
    const number = words(better).find(
      (word) => (numbers.includes(word.toLowerCase()) || /^\d+$/.test(word)) && !isSaid(word, known),
    )
    if (number !== undefined && !foreign) return `the better version has a number of its own: ${number}`
    if (foreign) return undefined
    const names = [...better.matchAll(/(?<=[\p{Ll},] )\p{Lu}[\p{L}’']+/gu)].map(([name]) => name)
    const name = names.find((one) => !/^I[’']/.test(one) && !contains(known, one))
    return name && `the better version has a name of its own: ${name}`
  },

  'own words'({ transcript, foreign }, { better }) {
    if (foreign) return undefined
    const stems = contentWords(transcript).map((word) => word.slice(0, 4))
    const used = contentWords(better)
    const shared = used.filter((word) => stems.includes(word.slice(0, 4)))
    const isOwn = used.length < 4 || shared.length >= used.length * 0.35
    return isOwn
      ? undefined
      : `${shared.length} of ${used.length} words of the better version are the student's`
  },

  question({ offQuestion }, { notes: [first = ''] }) {
    if (offQuestion === 'perhaps') return undefined
    if (offQuestion === undefined)
      return accused.test(first) ? `an answer is called off the question: ${quoted(first)}` : undefined
    const isTold = aboutQuestion.test(first) && offQuestion.test(first)
    return isTold ? undefined : `the first note does not say what is missing: ${quoted(first)}`
  },

  foreign({ foreign }, { notes: [first = ''] }) {
    return !foreign || foreign.test(first)
      ? undefined
      : `the first note does not name the language: ${quoted(first)}`
  },

  recognition({ recognition = [] }, { notes }) {
    const wrong = recognition.find((word) => notes.some((note) => says(note, word)))
    return wrong && `a note is about a slip of the recognition: “${wrong}”`
  },

  'next take'({ nextTake: expected }, { nextTake }) {
    return !expected || expected.test(nextTake) ? undefined : `it does not ask for more: ${quoted(nextTake)}`
  },

  marks({ transcript }, { better, notes, nextTake }) {
    const inBetter = [...better.matchAll(marks)]
      .map(([mark]) => mark)
      .filter((mark) => !contains(transcript, mark))
    // a note may quote what the student said about marks
    const unquoted = [...notes, nextTake].join('\n').replace(/“[^”]*”|"[^"]*"/g, '')
    const inNotes = [...unquoted.matchAll(marks)].map(([mark]) => mark)
    const [mark] = [...inBetter, ...inNotes]
    return mark && `a mark: “${mark}”`
  },

  markup: (_, { written }) =>
    markup.test(written) ? `markup: ${quoted(markup.exec(written)?.[0] ?? '')}` : undefined,

  obeyed({ obeyed }, { written }) {
    const found = obeyed?.exec(written)
    return found ? `an order was obeyed: “${found[0]}”` : undefined
  },
}

const rulesOfSilence = ['whole', 'order', 'language']

export interface Fault {
  readonly rule: string
  readonly text: string
}

export function faultsOf(judged: JudgeCase, answer: JudgedAnswer): readonly Fault[] {
  const labelled = labelledAnswer(answer)
  return Object.entries(rules).flatMap(([rule, check]) => {
    if (judged.isSilent && !rulesOfSilence.includes(rule)) return []
    const text = check(judged, labelled)
    return text === undefined ? [] : [{ rule, text }]
  })
}

function labelledAnswer(answer: JudgedAnswer): LabelledAnswer {
  const split = answer.paragraphs.map((paragraph) => {
    const [, label = 'unlabelled', text = paragraph] =
      /^(You said|Better|Note|Next take): ([^]*)$/.exec(paragraph) ?? []
    return { label, text }
  })
  const textsOf = (label: string) => split.filter((one) => one.label === label).map(({ text }) => text)
  return {
    ...answer,
    labels: split.map(({ label }) => label),
    better: textsOf('Better').join('\n\n'),
    notes: textsOf('Note'),
    nextTake: textsOf('Next take').join('\n\n'),
    written: split
      .filter(({ label }) => label !== 'You said')
      .map(({ text }) => text)
      .join('\n'),
  }
}
