// What each page's view reads as `t`, and no more: the whole table is 10 kB of setData for a dozen words.
import type { Messages, WordKey } from '../i18n/index'

const reading = [
  'aiGenerated',
  'answer',
  'close',
  'copy',
  'copyLogid',
  'copyParagraph',
  'requestId',
  'sentences',
  'unwrittenTitle',
  'unwrittenWay',
] as const

/** By the page's folder; the answer and its sheet are part of the pages that include them. */
export const pageWords = {
  practice: [
    ...reading,
    'another',
    'cancel',
    'interruptedTitle',
    'interruptedWay',
    'mock',
    'openInterrupted',
    'pause',
    'pausePlayback',
    'play',
    'position',
    'resume',
    'saved',
    'stopRecording',
    'tapAndSpeak',
    'thisTake',
  ],
  topics: ['clearSearch', 'questions', 'searchHistory', 'topics'],
  topic: ['toTopics', 'topicMissing', 'topicMissingWay'],
  history: [
    'answerLengths',
    'clearSearch',
    'daysPractised',
    'foundTake',
    'historyEmpty',
    'historyEmptyWay',
    'lastFourWeeks',
    'makeRoom',
    'minutesSpoken',
    'nothingFound',
    'recordFirst',
    'searchHistory',
  ],
  attempt: [
    ...reading,
    'attemptMissing',
    'audioGone',
    'audioLost',
    'backToHistory',
    'pausePlayback',
    'play',
    'position',
  ],
  mock: [
    'end',
    'lastSet',
    'mockLead',
    'mockPace',
    'mockSending',
    'mockTopics',
    'mockUnwrittenTitle',
    'mockUnwrittenWay',
    'skip',
    'summary',
  ],
  me: ['privacyNote'],
  phrases: ['copy', 'phrasesEmpty', 'phrasesEmptyWay', 'removePhrase'],
  diagnostics: ['diagnosticsEmpty', 'diagnosticsWay'],
} as const satisfies Readonly<Record<string, readonly WordKey[]>>

export type PageName = keyof typeof pageWords
export type PageWords<Page extends PageName> = Pick<Messages['words'], (typeof pageWords)[Page][number]>

export function wordsOf<Page extends PageName>(page: Page, { words }: Messages): PageWords<Page> {
  const picked: Partial<Record<WordKey, string>> = {}
  for (const key of pageWords[page]) picked[key] = words[key]
  return picked as PageWords<Page>
}
