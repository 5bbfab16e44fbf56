// Paragraphs → parts: what each paragraph is, and its text without the label that says so (docs/protocol.md).
import type { AnswerText } from './answer-text'

/** `transcript`: what the service heard. `better`: the same, said better. */
export type Role = 'transcript' | 'better' | 'note' | 'nextTake' | 'plain'

/** A paragraph without its label. */
export interface Part {
  readonly role: Role
  readonly text: string
}

interface Label {
  readonly role: Exclude<Role, 'plain'>
  readonly mark: string
}

const transcript: Label = { role: 'transcript', mark: 'You said: ' }
/** All that a recording without words gets. */
const comments: readonly Label[] = [
  { role: 'note', mark: 'Note: ' },
  { role: 'nextTake', mark: 'Next take: ' },
]
const afterTranscript: readonly Label[] = [{ role: 'better', mark: 'Better: ' }, ...comments]
const firstLabels: readonly Label[] = [transcript, ...comments]

/**
 * The part at `index`, or null if there is none. A growing paragraph is none while it is blank or only the beginning of a
 * label: what is returned for an index only grows, and never changes its role. So the first paragraph alone decides which
 * labels mean anything: in most answers of other services, none.
 */
export function partAt(text: AnswerText, index: number): Part | null {
  const { finished, growing } = text
  const isGrowing = index === finished.length
  const paragraph = isGrowing ? growing : finished[index]
  if (paragraph === undefined || (isGrowing && growing.trim() === '')) return null
  const labels = index === 0 ? firstLabels : laterLabels(text)
  const label = labels.find(({ mark }) => paragraph.startsWith(mark))
  if (label) return { role: label.role, text: paragraph.slice(label.mark.length) }
  const mayBecomeLabel = isGrowing && labels.some(({ mark }) => mark.startsWith(growing))
  return mayBecomeLabel ? null : { role: 'plain', text: paragraph }
}

export function partsOf(text: AnswerText): Part[] {
  const parts: Part[] = []
  for (let part = partAt(text, 0); part; part = partAt(text, parts.length)) parts.push(part)
  return parts
}

/** Labels mean something in it. */
export function isLabelled(text: AnswerText): boolean {
  const part = partAt(text, 0)
  return part !== null && part.role !== 'plain'
}

/** Where the better version of the transcript is, which comes first; null if there is none. */
export function betterIndex(text: AnswerText): number | null {
  if (!isLabelled(text)) return null
  const index = partsOf(text).findIndex(({ role }) => role === 'better')
  return index < 0 ? null : index
}

function laterLabels(text: AnswerText): readonly Label[] {
  const role = partAt(text, 0)?.role
  if (role === 'transcript') return afterTranscript
  return role === 'plain' ? [] : comments
}
