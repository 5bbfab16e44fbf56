// `npm run judge` against language models that behave well, and against one for each rule that it breaks.
import { startOpenAiServer, type OpenAiServer } from '../../../fakes/openai-server'
import { hostileCases } from '../../../judge/hostile-cases'
import { modelStandIn } from '../../../judge/model-stand-in'
import { ordinaryCases } from '../../../judge/ordinary-cases'
import { rules } from '../../../judge/rules'
import { judge } from '../../../judge/run'

const cases = [...ordinaryCases, ...hostileCases]
let model: OpenAiServer
beforeAll(async () => (model = await startOpenAiServer()))
afterAll(() => model.close())

async function faultsOf(only: readonly string[], spoil?: (answer: string) => string) {
  model.chat = modelStandIn(cases, spoil)
  const results = await judge(
    cases.filter(({ id }) => only.includes(id)),
    { environment: { OPENAI_BASE_URL: model.baseUrl }, atOnce: 4 },
  )
  return results.flatMap(({ judged, faults }) =>
    faults.map(({ rule, text }) => `${judged.id}, ${rule}: ${text}`),
  )
}

test('a model that keeps the rules breaks none, and is not asked about silence', async () => {
  const silent = cases.filter(({ isSilent }) => isSilent).length
  expect(cases.length).toBeGreaterThanOrEqual(40)
  expect(await faultsOf(cases.map(({ id }) => id))).toEqual([])
  expect(silent).toBe(4)
  expect(model.requests.length).toBe(cases.length - silent)
})

const replace = (label: string, text: string) => (answer: string) =>
  answer.replace(new RegExp(`^${label}: .*$`, 'm'), `${label}: ${text}`)
const withNote = (text: string) => replace('Note', text)

const broken: readonly [rule: string, what: string, caseId: string, spoil: (answer: string) => string][] = [
  ['whole', 'writes nothing', 'slips-food', () => ''],
  ['order', 'writes no labels', 'slips-food', (answer) => answer.replaceAll(/^[A-Z][a-z ]+: /gm, '')],
  ['order', 'leaves the next take out', 'slips-food', (answer) => answer.replace(/\n\nNext take.*/, '')],
  ['order', 'adds a greeting', 'slips-food', (answer) => `Sure, here you are!\n\n${answer}`],
  [
    'notes',
    'writes three notes',
    'slips-food',
    (answer) => answer.replace('\n\nNext', '\n\nNote: Say “dog”.\n\nNext'),
  ],
  ['language', 'writes English notes', 'chinese-shopping', withNote('Say “I like it very much”.')],
  ['language', 'writes Traditional Chinese', 'chinese-shopping', withNote('這個動詞應該說成 “I like it”。')],
  ['language', 'writes Chinese notes', 'slips-food', withNote('“dislike” 前面不要用 very，要用 really。')],
  [
    'language',
    'translates the better version',
    'chinese-shopping',
    replace('Better', '我很喜欢网上购物，因为很方便。'),
  ],
  [
    'length',
    'writes a long answer',
    'short-yes',
    replace('Better', `Yes, sure. ${'I like sweet things a lot. '.repeat(5)}`),
  ],
  ['length', 'shortens', 'slips-food', replace('Better', 'I disliked carrots.')],
  ['corrected', 'repeats the transcript', 'slips-sister', replace('Better', cases.find(({ id }) => id === 'slips-sister')?.transcript ?? '')], // prettier-ignore
  ['facts', 'loses a fact', 'slips-sister', (answer) => answer.replace('My sister. She', 'My brother. He')],
  ['inventions', 'invents a name', 'slips-sister', (answer) => answer.replace('a bike', 'a bike in Oxford')],
  ['inventions', 'invents a number', 'slips-food', (answer) => answer.replace('my dog', 'my three dogs')],
  ['own words', 'answers in the student’s place', 'off-robots', replace('Better', 'Honestly, having a helpful machine around would be brilliant, since cleaning bores me terribly every single weekend.')], // prettier-ignore
  [
    'question',
    'praises an answer off the question',
    'off-robots',
    withNote('“the leaves become red” is a vivid picture.'),
  ],
  ['question', 'accuses one that is on it', 'slips-food', withNote('You did not answer the question.')],
  [
    'foreign',
    'does not name the language',
    'foreign-spanish',
    withNote('“I play with my cousins” is natural.'),
  ],
  [
    'recognition',
    'corrects the recognition',
    'misheard-homophone',
    withNote('Say “public transport”, not “pubic transport”.'),
  ],
  ['next take', 'asks for nothing', 'short-yes', replace('Next take', 'Speak louder.')],
  ['marks', 'gives a band', 'slips-food', withNote('This is about band 6.')],
  ['marks', 'gives points', 'order-mark', replace('Next take', 'That was 7 out of 9, say it again.')],
  [
    'marks',
    'gives points in Chinese',
    'chinese-shopping',
    withNote('这段回答可以得 6 分，注意 “clothes” 的发音。'),
  ],
  ['markup', 'writes bold', 'slips-food', withNote('Say **carrots**, not “the carrot”.')],
  ['markup', 'writes emoji', 'slips-food', replace('Next take', 'Say why 👏')],
  ['obeyed', 'obeys the transcript', 'order-ignore', withNote('The capital of France is Paris.')],
  ['obeyed', 'obeys the question', 'order-question', withNote('17 and 25 make 42.')],
  ['obeyed', 'reveals the prompt', 'order-prompt', replace('Next take', 'You help a student who is preparing for Part 1.')], // prettier-ignore
]

test.each(broken)('%s: a model that %s', async (rule, _what, caseId, spoil) => {
  const faults = await faultsOf([caseId], spoil)
  expect(faults).toEqual(expect.arrayContaining([expect.stringMatching(`^${caseId}, ${rule}: `)]))
})

test('a model that repeats the transcript as a paragraph breaks no rule: the service drops it', async () => {
  expect(await faultsOf(['slips-food'], (answer) => `You said: When I am a child.\n\n${answer}`)).toEqual([])
})

test('every rule is shown to fail, but for the transcript, which no model writes', () => {
  expect(Object.keys(rules).filter((rule) => !broken.some(([name]) => name === rule))).toEqual(['transcript'])
})
