// What is written agrees with docs/archive.schema.json, and with what index.html and phrases.md promise.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import JSZip from 'jszip'
import { anyStudent, createTransferPhone, fill, manyAttempts, send } from './transfer-phone'
import type { Student } from './transfer-phone'

type Schema = Readonly<Record<string, unknown>>

const schema = JSON.parse(
  readFileSync(join(__dirname, '../../../../docs/archive.schema.json'), 'utf8'),
) as Schema

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Where a value does not agree; the keywords that the schema uses, and no others. */
function disagreements(value: unknown, rule: Schema, at: string): string[] {
  const found: string[] = []
  const check = (isRight: boolean, keyword: string) => !isRight && found.push(`${at}: ${keyword}`)
  for (const [keyword, wanted] of Object.entries(rule)) {
    if (keyword === '$ref') {
      const target = (schema.$defs as Record<string, Schema>)[String(wanted).replace('#/$defs/', '')]
      found.push(...disagreements(value, target ?? {}, at))
    } else if (keyword === 'type') {
      const types = [wanted].flat()
      const isInteger = types.includes('integer') && Number.isInteger(value)
      check(isInteger || types.includes(typeOf(value)), keyword)
    } else if (keyword === 'const') check(value === wanted, keyword)
    else if (keyword === 'enum') check((wanted as unknown[]).includes(value), keyword)
    else if (keyword === 'minimum') check(typeof value !== 'number' || value >= Number(wanted), keyword)
    else if (keyword === 'maximum') check(typeof value !== 'number' || value <= Number(wanted), keyword)
    else if (keyword === 'pattern') {
      check(typeof value !== 'string' || new RegExp(String(wanted), 'u').test(value), keyword)
    } else if (keyword === 'items') {
      if (Array.isArray(value)) {
        value.forEach((item, index) =>
          found.push(...disagreements(item, wanted as Schema, `${at}[${index}]`)),
        )
      }
    } else if (keyword === 'required') {
      if (isObject(value)) for (const name of wanted as string[]) check(name in value, `no ${name}`)
    } else if (keyword === 'properties') {
      if (isObject(value)) {
        for (const [name, inner] of Object.entries(wanted as Record<string, Schema>)) {
          if (name in value) found.push(...disagreements(value[name], inner, `${at}.${name}`))
        }
      }
    } else if (keyword === 'additionalProperties') {
      const known = Object.keys(rule.properties ?? {})
      if (isObject(value))
        for (const name of Object.keys(value)) check(known.includes(name), `unknown ${name}`)
    } else if (!['$schema', 'title', 'description', '$defs'].includes(keyword)) throw new Error(keyword)
  }
  return found
}

async function archiveOf(student: Student): Promise<JSZip> {
  const [from, to] = [createTransferPhone(), createTransferPhone()]
  await fill(from, student)
  const [path = ''] = await send(from, to)
  const file = to.files.get(path)
  return JSZip.loadAsync(file?.read(0, file.sizeBytes) ?? new Uint8Array(0))
}

const textIn = async (zip: JSZip, name: string) => (await zip.file(name)?.async('string')) ?? ''

test('attempts.json agrees with its schema, and each of its recordings is there', async () => {
  await fc.assert(
    fc.asyncProperty(anyStudent, async (student) => {
      const zip = await archiveOf(student)
      const json = JSON.parse(await textIn(zip, 'attempts.json')) as {
        attempts: { recording: { file: string } | null }[]
      }
      expect(disagreements(json, schema, 'attempts.json')).toEqual([])
      for (const { recording } of json.attempts)
        if (recording) expect(zip.file(recording.file)).not.toBeNull()
    }),
    { numRuns: 15 },
  )
})

test('the schema refuses what is not so', () => {
  const good = { format: 'ielts-speaking-part1', version: 1, exportedAtMs: 1, part: 1, partCount: 1 }
  const settings = { language: 'fr' }
  const attempts = [{ id: '../x', recording: { file: 7 }, extra: 1 }]
  const found = disagreements({ ...good, part: 0.5, settings, stars: [1], phrases: {}, attempts }, schema, '')
  for (const expected of [
    '.part: type',
    '.part: minimum',
    '.settings.language: enum',
    '.stars[0]: type',
    '.phrases: type',
    '.attempts[0].id: pattern',
    '.attempts[0].recording.file: type',
    '.attempts[0]: unknown extra',
    '.attempts[0]: no version',
  ]) {
    expect(found).toContain(expected)
  }
})

test('index.html: every text is text, no script, nothing from elsewhere; recordings by relative addresses', async () => {
  const nasty = `</p><script>alert(1)</script>"'&<img src=x onerror=alert(2)>`
  const sample = manyAttempts(2, 1)
  const student: Student = {
    ...sample,
    attempts: sample.attempts.map((attempt) => ({
      ...attempt,
      question: attempt.question && { ...attempt.question, text: nasty, topic: { en: nasty, zh: nasty } },
      answers: attempt.answers.map((answer) => ({ ...answer, text: nasty })),
    })),
    phrases: [
      {
        before: nasty,
        text: nasty,
        after: nasty,
        question: nasty,
        origin: 'answer',
        savedAtMs: 1,
        memory: null,
      },
    ],
  }
  const zip = await archiveOf(student)
  const page = await textIn(zip, 'index.html')
  const tags = new Set(page.match(/<\/?[a-z!][^\s>]*/gi))
  expect([...tags].filter((tag) => /script|img|link|iframe|object/i.test(tag))).toEqual([])
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
  expect(page).not.toMatch(/https?:/)
  expect(page).toContain("default-src 'none'")
  const sources = [...page.matchAll(/src="([^"]*)"/g)].map(([, address = '']) =>
    decodeURIComponent(address.replace(/&#39;/g, "'")),
  )
  expect(sources).toHaveLength(2)
  for (const source of sources) expect(zip.file(source)).not.toBeNull()
  expect(await textIn(zip, 'phrases.md')).toContain('\\<script\\>')
})
