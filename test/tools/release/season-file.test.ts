import { checkSeasonFile, seasonModule } from '../../../tools/release/season-file'

const good = {
  ...{ from: '2026-09-01', to: '2026-12-31', source: 'reports of candidates', date: '2026-09-20' },
  ...{ new: ['food', 'home-future'], kept: ['home'] },
}
const problemsOf = (...seasons: unknown[]) => checkSeasonFile(JSON.stringify({ seasons })).problems

test('a file with nothing wrong ships as it is', () => {
  const next = { ...good, from: '2027-01-01', to: '2027-04-30' }
  const { file, problems } = checkSeasonFile(JSON.stringify({ seasons: [next, good] }))
  expect(problems).toEqual([])
  expect(seasonModule(file)).toContain('"from": "2027-01-01"')
  expect(checkSeasonFile('{ "seasons": [] }').problems).toEqual([])
})

test.each([
  [{ from: '2026-09-31' }, 'season 1: "from" is "2026-09-31", not a day such as "2026-12-31"'],
  [{ to: undefined }, 'season 1: "to" is missing, not a day such as "2026-12-31"'],
  [{ date: 'autumn' }, 'season 1: "date" is "autumn", not a day such as "2026-12-31"'],
  [{ source: ' ' }, 'season 1: "source" is " ": say who knows this, as students are to read it'],
  [{ to: '2026-08-01' }, 'season 1: ends before it begins'],
  [{ new: ['foood'] }, 'season 1: "new" names "foood", no topic or question of the bank'],
  [{ new: ['food', 'food'] }, 'season 1: "new" names "food" twice'],
  [{ kept: ['food'] }, 'season 1: "food" is in "new" and in "kept"'],
  [{ kept: 'home' }, 'season 1: "kept" is "home", not a list of ids'],
  [{ new: [], kept: [] }, 'season 1: names nothing that is asked in it'],
  [{ news: [] }, 'season 1: "news" means nothing here; known: from, to, source, date, new, kept'],
])('%j: %s', (change, problem) => {
  expect(problemsOf({ ...good, ...change })).toEqual([problem])
})

test('two seasons do not share a day', () => {
  expect(problemsOf(good, { ...good, from: '2026-12-31', to: '2027-04-30' })).toEqual([
    'season 1 and season 2 overlap',
  ])
})

test.each([
  ['{', /^not JSON: /],
  ['[]', /^expected \{ "seasons": \[ … \] \}$/],
  ['{"seasons":[7]}', /^season 1: expected \{ "from"/],
  ['{"seasons":[],"version":1}', /^the file: "version" means nothing here/],
])('%s', (text, problem) => {
  expect(checkSeasonFile(text).problems).toEqual([expect.stringMatching(problem)])
})
