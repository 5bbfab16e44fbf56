// The text of season.json → what is wrong with it, in the operator's words; none if it can ship.
import { dayOfText } from '../../miniprogram/core/plan/calendar-day'
import { questionOf, topicOf } from '../../miniprogram/core/questions/bank'

interface CheckedSeason {
  readonly name: string
  readonly from: number
  readonly to: number
}

export interface SeasonCheck {
  /** What ships: the file as it was parsed. */
  readonly file: unknown
  readonly problems: readonly string[]
}

const seasonFields = ['from', 'to', 'source', 'date', 'new', 'kept']

export function checkSeasonFile(text: string): SeasonCheck {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (error) {
    return { file, problems: [`not JSON: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const seasons = isFields(file) ? file.seasons : undefined
  if (!isFields(file) || !Array.isArray(seasons)) return { file, problems: ['expected { "seasons": [ … ] }'] }
  const checked = seasons.map((season, index) => checkSeason(season, `season ${index + 1}`))
  const problems = [
    ...unknownFields(file, ['seasons'], 'the file'),
    ...checked.flatMap((each) => each.problems),
    ...overlaps(checked.flatMap(({ season }) => (season ? [season] : []))),
  ]
  return { file, problems }
}

function checkSeason(value: unknown, name: string): { season: CheckedSeason | null; problems: string[] } {
  if (!isFields(value)) return { season: null, problems: [`${name}: expected { "from": …, "to": …, … }`] }
  const problems = unknownFields(value, seasonFields, name)
  const day = (field: 'from' | 'to' | 'date'): number | null => {
    const text = value[field]
    const parsed = typeof text === 'string' ? dayOfText(text) : null
    if (parsed === null)
      problems.push(`${name}: "${field}" is ${shown(text)}, not a day such as "2026-12-31"`)
    return parsed
  }
  const [from, to] = [day('from'), day('to')]
  day('date')
  if (typeof value.source !== 'string' || value.source.trim() === '')
    problems.push(
      `${name}: "source" is ${shown(value.source)}: say who knows this, as students are to read it`,
    )
  if (from !== null && to !== null && to < from) problems.push(`${name}: ends before it begins`)
  problems.push(...checkIds(value, name))
  return { season: from !== null && to !== null ? { name, from, to } : null, problems }
}

function checkIds(season: Readonly<Record<string, unknown>>, name: string): string[] {
  const problems: string[] = []
  const seenIn = new Map<unknown, string>()
  for (const list of ['new', 'kept']) {
    const ids = season[list] ?? []
    if (!Array.isArray(ids)) {
      problems.push(`${name}: "${list}" is ${shown(ids)}, not a list of ids`)
      continue
    }
    for (const id of ids as unknown[]) {
      const isKnown = typeof id === 'string' && (topicOf(id) ?? questionOf(id)) !== null
      const before = seenIn.get(id)
      if (!isKnown) problems.push(`${name}: "${list}" names ${shown(id)}, no topic or question of the bank`)
      else if (before === list) problems.push(`${name}: "${list}" names ${shown(id)} twice`)
      else if (before) problems.push(`${name}: ${shown(id)} is in "${before}" and in "${list}"`)
      seenIn.set(id, list)
    }
  }
  if (seenIn.size === 0) problems.push(`${name}: names nothing that is asked in it`)
  return problems
}

function overlaps(seasons: readonly CheckedSeason[]): string[] {
  const inOrder = [...seasons].sort((one, other) => one.from - other.from)
  return inOrder.slice(1).flatMap((later, index) => {
    const earlier = inOrder[index]
    return earlier && later.from <= earlier.to ? [`${earlier.name} and ${later.name} overlap`] : []
  })
}

function unknownFields(value: object, known: readonly string[], name: string): string[] {
  return Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) => `${name}: "${field}" means nothing here; known: ${known.join(', ')}`)
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}

/** A module, as WeChat cannot import JSON. */
export function seasonModule(file: unknown): string {
  return `// Written by \`npm run season\` from season.json: change that instead. docs/deploy.md says what it holds.
export const seasonFile: unknown = ${JSON.stringify(file, null, 2)}
`
}
