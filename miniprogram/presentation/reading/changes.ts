// A transcript and its better version, as HTML → the same with the words marked that are in only one of them.
import diffSequences from '@jest/diff-sequences'

interface Changes {
  readonly transcript: string
  readonly better: string
}

/** 500 words of a two-minute take by 200 of its better version: some 140,000 comparisons at worst. More are not compared. */
const pairsMax = 100_000

/**
 * The share of the better version that must be the student's own words, in their order. By chance alone two answers to
 * different questions share up to 28 % (all pairs of our model answers): below a third, marks would tell nothing.
 */
const sharedMin = 1 / 3

const letter = '[A-Za-z0-9\\u00c0-\\u024f]'
const apostrophe = "(?:'|’|&#39;)"
/** A Chinese character is a word; tags and other entities are none. */
const pieces = new RegExp(
  `<[^>]*>|[\\u3400-\\u9fff]|${letter}+(?:${apostrophe}${letter}+)*|&(?:\\w+|#\\d+);`,
  'g',
)

// Lines, not weight: text keeps its width. What has a line is readable without its colour.
const line = 'text-decoration-thickness:2px;text-decoration-skip-ink:none'
const tags = {
  del: `<del style="text-decoration:line-through;text-decoration-color:var(--text3);${line}">`,
  ins: `<ins style="text-decoration:underline;text-decoration-color:var(--zone);text-underline-offset:5px;${line}">`,
} as const

/** Case and punctuation do not count. Null where marks would not help: nothing has changed, or nearly everything. */
export function markChanges({ transcript, better }: Changes): Changes | null {
  const [before, after] = [wordsOf(transcript), wordsOf(better)]
  if (before.length * after.length > pairsMax) return null
  const [isKept, isOwn] = [new Set<number>(), new Set<number>()]
  diffSequences(
    before.length,
    after.length,
    (one, other) => before[one] === after[other],
    (count, one, other) => {
      for (let at = 0; at < count; at += 1) {
        isKept.add(one + at)
        isOwn.add(other + at)
      }
    },
  )
  const hasChanged = isKept.size < before.length || isOwn.size < after.length
  if (!hasChanged || isOwn.size < after.length * sharedMin) return null
  return { transcript: markAllBut(isKept, transcript, 'del'), better: markAllBut(isOwn, better, 'ins') }
}

function wordsOf(html: string): string[] {
  return (html.match(pieces) ?? [])
    .filter(isWord)
    .map((word) => word.replace(new RegExp(apostrophe, 'g'), '').toLowerCase())
}

function isWord(piece: string): boolean {
  return piece[0] !== '<' && piece[0] !== '&'
}

/** A block, which mp-html shows as one node: as many as a plain paragraph, in the place of which a marked one comes. */
function markAllBut(unmarked: ReadonlySet<number>, html: string, tag: keyof typeof tags): string {
  let index = -1
  const marked = html
    .replace(pieces, (piece) => {
      if (!isWord(piece)) return piece
      index += 1
      return unmarked.has(index) ? piece : `${tags[tag]}${piece}</${tag}>`
    })
    // neighbours have one line
    .replace(new RegExp(`</${tag}>([\\s,.;:!?]*)<${tag} [^>]*>`, 'g'), '$1')
  return `<div>${marked}</div>`
}
