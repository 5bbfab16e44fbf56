// A model answer → what a learner might have said instead, made up by rules, and what there is to say about it.
import type { NotesLanguage } from '../../question'

export interface Slip {
  readonly right: string
  readonly wrong: string
  readonly reason: Readonly<Record<NotesLanguage, string>>
}

interface Rule {
  readonly right: RegExp
  readonly wrong: (words: readonly string[]) => string
  readonly reason: Slip['reason']
}

const presents: Readonly<Record<string, string>> = {
  bought: 'buy',
  came: 'come',
  felt: 'feel',
  found: 'find',
  gave: 'give',
  got: 'get',
  grew: 'grow',
  learned: 'learn',
  learnt: 'learn',
  lived: 'live',
  made: 'make',
  moved: 'move',
  said: 'say',
  saw: 'see',
  spent: 'spend',
  started: 'start',
  taught: 'teach',
  thought: 'think',
  told: 'tell',
  took: 'take',
  walked: 'walk',
  went: 'go',
  worked: 'work',
}

const past = {
  en: 'this is over, so the verb is in the past',
  zh: '说的是过去的事，动词要用过去式',
}

/** Of a word to which -s was added and nothing else: not "stretches", "studies", "obvious". */
const stem = '[a-z]+(?:[bdfgklmnprtvwy]|[bdgklmnptv]e)'

/** Where "a" says how often or how much. */
const uncounted = 'lot|bit|few|little|while|great deal|day|week|month|year|fortnight|change'

/** Words that begin something else after a noun, which a note need not quote. */
const joints =
  'about|after|all|and|around|as|at|because|but|by|for|from|full|in|into|is|near|of|on|or|out|so|than|that|to|was|when|where|which|while|who|with'

/** What a teacher would mention first comes first. */
const rules: readonly Rule[] = [
  {
    right: new RegExp(
      String.raw`(?<!\b[Ii]f |[Ww]ish )\b(I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he) (${Object.keys(presents).join('|')})\b`,
    ),
    wrong: ([, who = '', verb = '']) => `${who} ${presents[verb] ?? verb}`,
    reason: past,
  },
  {
    right: /(?<!\b[Ii]f )\b([Ii]t|[Hh]e|[Ss]he|[Ee]verything|[Nn]obody|which) was\b/,
    wrong: ([, who = '']) => `${who} is`,
    reason: past,
  },
  {
    right: /\b([Tt]here)(?:’s| is| are)(?= [a-z]+ [a-z])/,
    wrong: ([, there = '']) => `${there} have`,
    reason: { en: 'what exists somewhere “is” there', zh: '表示某处“有”什么，用 there is 或 there are' },
  },
  {
    right: new RegExp(
      String.raw`\b([Ii]t|[Hh]e|[Ss]he|[Ee]verybody|[Ee]veryone|[Nn]obody|which|who|that) (?!was|is|has|does|always|perhaps|sometimes|this)(${stem})s\b`,
    ),
    wrong: ([, who = '', verb = '']) => `${who} ${verb}`,
    reason: { en: 'with one person or thing the verb ends in -s', zh: '主语是单数第三人称时，动词要加 -s' },
  },
  {
    right: /\b([Ii]t|[Hh]e|[Ss]he) doesn’t\b/,
    wrong: ([, who = '']) => `${who} don’t`,
    reason: { en: 'after he, she or it, it is “doesn’t”', zh: '主语是 he、she、it 时用 doesn’t' },
  },
  {
    right: /\bmuch ([a-z]{3,}er)\b(?<!rather)/,
    wrong: ([, adjective = '']) => `more ${adjective}`,
    reason: { en: 'one comparative is enough', zh: '比较级不能用两次，不要再加 more' },
  },
  {
    right: new RegExp(
      String.raw`\b(two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty|these|those|many|several|most|other|all sorts of) (${stem})s\b`,
    ),
    wrong: ([, number = '', noun = '']) => `${number} ${noun}`,
    reason: { en: 'more than one needs the plural', zh: '不止一个，名词要用复数' },
  },
  {
    right: new RegExp(
      String.raw`(?<![’\w])[a-z]+ (an? (?!${uncounted})[a-z’-]+(?: (?!(?:${joints})\b)[a-z’-]+)?)`,
    ),
    wrong: ([whole = '', noun = '']) => whole.replace(noun, noun.replace(/^an? /, '')),
    reason: { en: 'one thing that can be counted needs an article', zh: '可数名词单数前面要有冠词' },
  },
  {
    right: /\b(in|on|at|to|of|with|from|for|by|into|through|up|after|than|over|along|under) the ([a-z’-]+)/,
    wrong: ([, before = '', noun = '']) => `${before} ${noun}`,
    reason: {
      en: 'the listener knows which one you mean, so it needs “the”',
      zh: '指的是特定的那一个，前面要加 the',
    },
  },
  {
    right: /\bI’m(?= [a-z])/,
    wrong: () => 'I',
    reason: { en: 'the sentence needs a verb', zh: '句子里缺少动词' },
  },
  {
    right: /\b([Ii]t)’s(?= [a-z])/,
    wrong: ([, it = '']) => it,
    reason: { en: 'the sentence needs a verb', zh: '句子里缺少动词' },
  },
]

/** At most one slip by each rule, none inside another. */
export function withSlips(answer: string): { readonly said: string; readonly slips: readonly Slip[] } {
  const found: (Slip & { readonly at: number })[] = []
  for (const { right, wrong, reason } of rules) {
    const match = right.exec(answer)
    if (!match) continue
    const [words] = match
    const overlaps = found.some(
      ({ at, right: other }) => match.index < at + other.length && at < match.index + words.length,
    )
    if (!overlaps) found.push({ at: match.index, right: words, wrong: wrong(match), reason })
  }
  const said = [...found]
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, right, wrong }) => text.slice(0, at) + wrong + text.slice(at + right.length), answer)
  return { said, slips: found }
}
