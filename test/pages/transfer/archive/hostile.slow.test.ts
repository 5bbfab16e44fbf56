// Files of any origin: each that cannot be imported is refused with its fault, and nothing is written, in any place.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import JSZip from 'jszip'
import { crc32 } from '../../../../miniprogram/pages/transfer/archive/crc32'
import {
  createTransferPhone,
  fill,
  fileOf,
  manyAttempts,
  mp3Of,
  send,
  stateOf,
  watcher,
} from './transfer-phone'

const question = { id: 'home', topic: { en: 'Home', zh: '家' }, text: 'Do you like it?', gloss: '喜欢吗？' }
const id = '1780000000000'
const file = 'recordings/one.mp3'
const attempt = {
  ...{ version: 2, id, question, createdAtMs: Number(id), durationMs: 1000 },
  ...{ recording: { file, sizeBytes: 216, levels: [] }, answers: [], error: null },
}
const head = { format: 'ielts-speaking-part1', version: 1, exportedAtMs: 1, part: 1, partCount: 1 }
const manifest = { ...head, settings: {}, stars: ['home'], phrases: [], attempts: [attempt] }
const sound = mp3Of(3, 1)

interface Entry {
  readonly name: string
  readonly bytes: Uint8Array
  /** Of the list; by default true to the bytes. */
  readonly sizeBytes?: number
  readonly packedBytes?: number
  readonly crc?: number
  readonly method?: number
  readonly flag?: number
  readonly offset?: number
  readonly extra?: Uint8Array
  readonly isStored?: boolean
}

/** A .zip in which everything can be a lie. */
function zipOf(
  entries: readonly Entry[],
  end: Partial<Record<'count' | 'listingOffset' | 'listingBytes', number>> = {},
): Buffer {
  const parts: Buffer[] = []
  const listing: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = entry.isStored ? Buffer.from(entry.bytes) : deflateRawSync(entry.bytes)
    const name = Buffer.from(entry.name)
    const extra = Buffer.from(entry.extra ?? [])
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flag ?? 2048, 2)
    fields.writeUInt16LE(entry.method ?? (entry.isStored ? 0 : 8), 4)
    fields.writeUInt32LE(entry.crc ?? crc32(entry.bytes), 10)
    fields.writeUInt32LE(entry.packedBytes ?? packed.length, 14)
    fields.writeUInt32LE(entry.sizeBytes ?? entry.bytes.length, 18)
    fields.writeUInt16LE(name.length, 22)
    fields.writeUInt16LE(extra.length, 24)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(entry.offset ?? offset, 10)
    listing.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), fields, tail, name, extra]))
    parts.push(Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, extra, packed]))
    offset += parts[parts.length - 1]?.length ?? 0
  }
  const list = Buffer.concat(listing)
  const last = Buffer.alloc(22)
  last.write('PK\u0005\u0006')
  last.writeUInt16LE(end.count ?? entries.length, 8)
  last.writeUInt16LE(end.count ?? entries.length, 10)
  last.writeUInt32LE(end.listingBytes ?? list.length, 12)
  last.writeUInt32LE(end.listingOffset ?? offset, 16)
  return Buffer.concat([...parts, list, last])
}

const list = (value: unknown = manifest, more: Partial<Entry> = {}): Entry => ({
  name: 'attempts.json',
  bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  ...more,
})
const recording: Entry = { name: file, bytes: sound, isStored: true }

function phoneWith(bytes: Uint8Array) {
  const phone = createTransferPhone()
  phone.files.set('wxfile://tmp/a.zip', fileOf(bytes))
  const open = () => phone.launch().importing.open('wxfile://tmp/a.zip')
  return { phone, open }
}

async function imported(bytes: Uint8Array) {
  const { phone, open } = phoneWith(bytes)
  const { contents, import: start } = await open()
  const result = await start(watcher)
  return { contents, result, state: await stateOf(phone), paths: [...phone.files.keys()] }
}

const zeros = (sizeBytes: number): Uint8Array => new Uint8Array(sizeBytes)

const refused: [string, string, () => Uint8Array][] = [
  ['nothing', 'not-zip', () => zeros(0)],
  ['text', 'not-zip', () => Buffer.from('hello')],
  ['an mp3', 'not-zip', () => sound],
  ['a large file of zeros', 'not-zip', () => zeros(300_000)],
  ['an empty zip', 'not-archive', () => zipOf([])],
  ['a zip of other things', 'not-archive', () => zipOf([recording])],
  [
    'two lists',
    'not-archive',
    () => zipOf(['a', 'b'].map((folder) => ({ ...list(), name: `${folder}/attempts.json` }))),
  ],
  ['another format', 'not-archive', () => zipOf([list({ ...manifest, format: 'other' })])],
  ['no version', 'not-archive', () => zipOf([list({ ...manifest, version: '1' })])],
  ['an older version, which never was', 'not-archive', () => zipOf([list({ ...manifest, version: 0 })])],
  ['a newer version', 'newer', () => zipOf([list({ ...manifest, version: 2 })])],
  ['no JSON', 'damaged', () => zipOf([list('{"format":')])],
  ['a list', 'not-archive', () => zipOf([list('[]')])],
  ['null', 'not-archive', () => zipOf([list('null')])],
  [
    'deep JSON',
    'too-large',
    () => zipOf([list(`{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`, { isStored: true })]),
  ],
  ['an unclosed deep JSON', 'too-large', () => zipOf([list('[{"a":'.repeat(10_000), { isStored: true })])],
  [
    'too many attempts',
    'too-large',
    () => zipOf([list({ ...manifest, attempts: zerosIn(20_001) }, { isStored: true })]),
  ],
  ['a path upwards', 'unsafe', () => zipOf([list(), { ...recording, name: '../../recordings/1.mp3' }])],
  ['a path upwards inside', 'unsafe', () => zipOf([list(), { ...recording, name: 'a/../../b.mp3' }])],
  ['a path upwards with backslashes', 'unsafe', () => zipOf([list(), { ...recording, name: '..\\b.mp3' }])],
  ['an absolute path', 'unsafe', () => zipOf([list(), { ...recording, name: '/etc/passwd' }])],
  ['a drive', 'unsafe', () => zipOf([list(), { ...recording, name: 'C:\\b.mp3' }])],
  ['a name with a zero', 'unsafe', () => zipOf([list(), { ...recording, name: 'a\0.mp3' }])],
  ['no name', 'unsafe', () => zipOf([list(), { ...recording, name: '' }])],
  ['one name twice', 'unsafe', () => zipOf([list(), recording, recording])],
  ['the list twice', 'unsafe', () => zipOf([list(), list()])],
  ['a bomb by ratio', 'too-large', () => zipOf([list(manifest), { name: 'x', bytes: zeros(20_000_000) }])],
  ['a bomb as the list', 'too-large', () => zipOf([list(' '.repeat(20_000_000))])],
  [
    'a bomb that says it is small',
    'damaged',
    () => zipOf([list(' '.repeat(20_000_000), { sizeBytes: 1000 })]),
  ],
  [
    'more than a phone holds',
    'too-large',
    () =>
      zipOf([
        list(),
        ...Array.from({ length: 9 }, (_, at) => ({
          ...recording,
          name: `${at}`,
          isStored: false,
          sizeBytes: 30_000_000,
          packedBytes: 200,
        })),
      ]),
  ],
  [
    'one entry that is too large',
    'too-large',
    () => zipOf([list(), { ...recording, isStored: false, sizeBytes: 40_000_000 }]),
  ],
  ['too many entries', 'too-large', () => zipOf([list()], { count: 40_000 })],
  ['a long list of entries', 'too-large', () => zipOf([list()], { listingBytes: 9_000_000 })],
  ['more entries than there are', 'damaged', () => zipOf([list()], { count: 2 })],
  ['a list of entries elsewhere', 'damaged', () => zipOf([list()], { listingOffset: 5 })],
  ['a list of entries behind the end', 'damaged', () => zipOf([list()], { listingOffset: 4_000_000 })],
  ['an entry that is elsewhere', 'damaged', () => zipOf([list(manifest, { offset: 7 })])],
  ['an entry behind the end', 'damaged', () => zipOf([list(manifest, { offset: 4_000_000 })])],
  ['a size that is too small', 'damaged', () => zipOf([list(manifest, { sizeBytes: 10 })])],
  ['a size that is too large', 'damaged', () => zipOf([list(manifest, { sizeBytes: 1000 })])],
  ['a packed size that is too small', 'damaged', () => zipOf([list(manifest, { packedBytes: 10 })])],
  ['stored sizes that differ', 'damaged', () => zipOf([list(manifest, { isStored: true, sizeBytes: 10 })])],
  ['a wrong CRC', 'damaged', () => zipOf([list(manifest, { crc: 7 })])],
  ['bytes that are no deflate', 'damaged', () => zipOf([list(manifest, { isStored: true, method: 8 })])],
  ['a password', 'unsupported', () => zipOf([list(manifest, { flag: 2049 })])],
  ['another method', 'unsupported', () => zipOf([list(manifest, { method: 14 })])],
  ['zip64 sizes', 'unsupported', () => zipOf([list(manifest, { sizeBytes: 0xffffffff })])],
  ['zip64 counts', 'unsupported', () => zipOf([list()], { count: 0xffff })],
]

function zerosIn(count: number): number[] {
  return new Array<number>(count).fill(0)
}

test.each(refused)('%s: %s', async (_name, fault, make) => {
  const { phone, open } = phoneWith(make())
  await expect(open()).rejects.toMatchObject({ name: 'ArchiveError', fault })
  expect(phone.stored.size).toBe(0)
  expect([...phone.files.keys()]).toEqual(['wxfile://tmp/a.zip'])
})

test('the good one among them', async () => {
  const { result, state, paths } = await imported(zipOf([list(), recording]))
  expect(result).toMatchObject({ end: 'done', newAttemptCount: 1, newRecordingCount: 1 })
  expect(state.recordings).toEqual([
    [`wxfile://usr/recordings/${id}.mp3`, Buffer.from(sound).toString('base64')],
  ])
  expect(paths).toEqual(['wxfile://tmp/a.zip', `wxfile://usr/recordings/${id}.mp3`])
})

test('cut short at any byte, and with any byte changed: refused, or what it brings is whole', async () => {
  const bytes = zipOf([list(), recording])
  for (let length = 0; length < bytes.length; length++) {
    await expect(phoneWith(bytes.subarray(0, length)).open()).rejects.toMatchObject({ name: 'ArchiveError' })
  }
  const { state: whole } = await imported(bytes)
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x55
    const outcome = await imported(changed).catch((error: unknown) => error)
    if (outcome instanceof Error) expect(outcome.name).toBe('ArchiveError')
    else {
      const { state } = outcome as Awaited<ReturnType<typeof imported>>
      // its recording may be refused, or not be found
      if (state.recordings.length > 0) expect(state).toEqual(whole)
      else expect(state.attempts).toMatchObject([{ id, recording: null }])
    }
  }
})

test.each<[string, Entry | null]>([
  ['is not there', null],
  ['is no MP3', { ...recording, bytes: Buffer.from('RIFF....WEBM and more of it') }],
  ['is empty', { ...recording, bytes: zeros(0) }],
  ['has another CRC', { ...recording, crc: 7 }],
  ['is too large for one', { ...recording, bytes: mp3Of(400_000, 1) }],
])('a recording that %s: its attempt comes without', async (_name, entry) => {
  const { state, paths } = await imported(zipOf(entry ? [list(), entry] : [list()]))
  expect(state.attempts).toMatchObject([{ id, recording: null }])
  expect(paths).toEqual(['wxfile://tmp/a.zip'])
})

test('recordings without an attempt are not taken', async () => {
  const { paths } = await imported(
    zipOf([list(), recording, { ...recording, name: 'recordings/1790000000001.mp3' }]),
  )
  expect(paths).toHaveLength(2)
})

test.each<[string, unknown]>([
  ['no attempt', 7],
  ['an id that is a path', { ...attempt, id: '../../1' }],
  ['an id that is no time', { ...attempt, id: 'x' }],
  ['a newer attempt', { ...attempt, version: 9 }],
  ['a prototype', JSON.parse(`{"__proto__": ${JSON.stringify(attempt)}}`)],
  ['a time that no calendar has', { ...attempt, createdAtMs: 1e300 }],
  ['an endless recording', { ...attempt, durationMs: 1e12 }],
  [
    'a huge answer',
    { ...attempt, answers: [{ status: 'done', logid: '1', text: 'x'.repeat(500_000), error: null }] },
  ],
])('an entry that is %s is left out and counted; the others come', async (_name, bad) => {
  const json = JSON.stringify({ ...manifest, attempts: ['BAD', attempt] }).replace(
    '"BAD"',
    JSON.stringify(bad),
  )
  const { contents, state } = await imported(zipOf([list(json, { isStored: true }), recording]))
  expect(contents).toMatchObject({ attemptCount: 1, unreadableCount: 1 })
  expect(state.attempts).toMatchObject([{ id }])
  expect(({} as { id?: string }).id).toBeUndefined()
})

test('paths, settings and texts of a stranger', async () => {
  const settings = {
    ...{ changedAtMs: 5, examDate: '<b>', guideZone: { startMs: 1, endMs: 1e300 }, transport: 'cloud' },
    ...{ minutesADay: 1e9, language: 'en' },
  }
  const phrases = [{ text: 'x'.repeat(9_000), savedAtMs: 1 }, { text: '<img src=x>', savedAtMs: 1 }, 7]
  const stranger = {
    ...attempt,
    recording: {
      file,
      filePath: 'https://evil/x.mp3',
      isKept: false,
      sizeBytes: 1e15,
      levels: zerosIn(50_000),
    },
  }
  Object.defineProperty(settings, '__proto__', { value: { hasHaptics: false }, enumerable: true })
  const { state, contents } = await imported(
    zipOf([
      list(
        { ...manifest, settings, phrases, attempts: [stranger], stars: ['home', 7, 'x'.repeat(200)] },
        { isStored: true },
      ),
      recording,
    ]),
  )
  expect(state.settings).toMatchObject({
    language: 'en',
    examDate: null,
    transport: null,
    minutesADay: 10,
    hasHaptics: true,
  })
  expect(state.settings.guideZone.endMs).toBe(30_000)
  expect(state.phrases).toMatchObject([{ text: '<img src=x>' }])
  expect(state.stars).toEqual(['home'])
  expect(state.attempts).toMatchObject([
    { recording: { filePath: '', isKept: true, sizeBytes: 216, levels: [] } },
  ])
  expect(contents.unreadableCount).toBe(2)
})

test('more phrases than the book holds: mine stay, the newest of theirs come', async () => {
  const phone = createTransferPhone()
  const phrase = (savedAtMs: number, text: string) => ({
    ...{ before: '', text, after: '', question: '' },
    origin: 'answer' as const,
    savedAtMs,
    memory: null,
  })
  await fill(phone, { ...manyAttempts(0, 0), phrases: [phrase(1, 'mine')] })
  phone.files.set(
    'wxfile://tmp/a.zip',
    fileOf(
      zipOf([
        list(
          { ...manifest, phrases: Array.from({ length: 600 }, (_, at) => phrase(at + 2, `their ${at}`)) },
          { isStored: true },
        ),
      ]),
    ),
  )
  const opened = await phone.launch().importing.open('wxfile://tmp/a.zip')
  expect(await opened.import(watcher)).toMatchObject({ newPhraseCount: 499, refusedPhraseCount: 101 })
  const texts = (await stateOf(phone)).phrases.map(({ text }) => text)
  expect(texts).toContain('mine')
  expect(texts).toContain('their 599')
  expect(texts).not.toContain('their 100')
})

describe('made by other packers', () => {
  const contents = { 'attempts.json': JSON.stringify(manifest), [file]: Buffer.from(sound) }
  const check = async (bytes: Uint8Array) => {
    const { result, state } = await imported(bytes)
    expect(result).toMatchObject({ end: 'done', newAttemptCount: 1, newRecordingCount: 1 })
    expect(state.recordings).toHaveLength(1)
  }

  test.each([true, false])(
    'sizes after the content: %j, folders, in a folder of its own',
    async (streamFiles) => {
      const zip = new JSZip()
      for (const [name, bytes] of Object.entries(contents)) zip.file(`my practice/${name}`, bytes)
      zip.file('__MACOSX/my practice/._attempts.json', 'x')
      await check(
        await zip.generateAsync({
          type: 'uint8array',
          streamFiles,
          compression: 'DEFLATE',
          comment: 'PK\u0005\u0006 hello',
        }),
      )
    },
  )

  test('extra fields and folders', async () => {
    const extra = Buffer.from([0x55, 0x54, 5, 0, 1, 0, 0, 0, 0])
    await check(
      zipOf([
        list(manifest, { extra }),
        { ...recording, extra },
        { name: 'recordings/', bytes: zeros(0), isStored: true },
      ]),
    )
  })

  test.each(['zip', 'python3'])('%s', async (packer) => {
    const folder = mkdtempSync(join(tmpdir(), 'archive-'))
    try {
      writeFileSync(join(folder, 'attempts.json'), contents['attempts.json'])
      execFileSync('mkdir', [join(folder, 'recordings')])
      writeFileSync(join(folder, file), sound)
      const args =
        packer === 'zip'
          ? ['-qr', 'a.zip', '.']
          : ['-m', 'zipfile', '-c', 'a.zip', 'attempts.json', 'recordings']
      try {
        execFileSync(packer, args, { cwd: folder })
      } catch {
        console.warn(`skipped: ${packer} is not installed`)
        return
      }
      await check(readFileSync(join(folder, 'a.zip')))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('our own are read by others: python3, unzip and jszip, byte for byte', async () => {
  const [from, to] = [createTransferPhone(), createTransferPhone()]
  await fill(from, manyAttempts(4, 5))
  const [path = ''] = await send(from, to)
  const archive = to.files.get(path)
  const bytes = archive?.read(0, archive.sizeBytes) ?? zeros(0)
  const zip = await JSZip.loadAsync(bytes, { checkCRC32: true })
  const names = Object.keys(zip.files)
  expect(names.slice(0, 3)).toEqual(['attempts.json', 'phrases.md', 'index.html'])
  expect(names.filter((name) => name.endsWith('.mp3'))).toHaveLength(4)
  expect(names[3]).toMatch(/^recordings\/2026-\d\d-\d\d \d{4} Home - Do you like your home( \(\d\))?\.mp3$/)
  const mp3 = await zip.file(names[3] ?? '')?.async('uint8array')
  expect(Buffer.from(mp3 ?? []).equals(mp3Of(5, 1_780_000_003_000))).toBe(true)

  const folder = mkdtempSync(join(tmpdir(), 'archive-'))
  try {
    writeFileSync(join(folder, 'a.zip'), bytes)
    const readers: [string, string[]][] = [
      ['python3', ['-m', 'zipfile', '-t', 'a.zip']],
      ['unzip', ['-tq', 'a.zip']],
    ]
    for (const [reader, args] of readers) {
      try {
        execFileSync(reader, ['--help'], { stdio: 'ignore' })
      } catch {
        console.warn(`skipped: ${reader} is not installed`)
        continue
      }
      execFileSync(reader, args, { cwd: folder, stdio: 'pipe' })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
