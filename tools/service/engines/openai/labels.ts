// A language model's text → the answer's paragraphs after the transcript, as contents: see "The answer of a service that listens" in
// docs/protocol.md. The model writes the labels; this mends what models often get wrong about them.
import { paragraphBreak } from '../../frames'
import { createContentWriter, type ContentWriter } from './contents'

const labels = ['You said', 'Better', 'Note', 'Next take'] as const
const transcriptLabel = 'You said'

const dressing = String.raw`(?:\d\. ?)?[#*_> -]*`
const anyLabel = `(${labels.join('|')})[*_ \\d]*`

/** A label at the start of a line, also dressed up: `**Better:** I`, `- note 1：我`, `3. Next take: t`. */
const labelled = new RegExp(String.raw`^${dressing}${anyLabel}[:：][*_\s]*(?=[^*_\s])`, 'i')

/** A label without text yet. */
const alone = new RegExp(String.raw`^${dressing}${anyLabel}[:：][*_\s]*$`, 'i')

/** A line's beginning that may become a label. */
const undecided = new RegExp(`^${dressing}(?:${labels.map(beginning).join('|')}|${anyLabel})$|^\\d$`, 'i')
const undecidedMax = 24

/** A pattern for every beginning of a text: `(?:a(?:b)?)?`. */
function beginning(text: string): string {
  return [...text].reduceRight((rest, letter) => `(?:${letter}${rest})?`, '')
}

/**
 * Begins with a paragraph break. A label begins a paragraph even after a single newline, and is written as the convention spells it.
 * A paragraph that repeats the transcript is dropped. Any other text passes unchanged, held only until it cannot be a label.
 */
export function createLabelledWriter(): ContentWriter {
  const contents = createContentWriter()
  /** The line's beginning until it is decided whether it is a label, then undefined. */
  let lineStart: string | undefined = ''
  /** Goes before the next text that is written; empty within a line. */
  let lineBreak = paragraphBreak
  let isParagraph = true
  let isDropped = false

  function decide(): string[] {
    if (lineStart === undefined || lineStart === '') return []
    const found = labelled.exec(lineStart)
    const label = found && labels.find((known) => known.toLowerCase() === found[1]?.toLowerCase())
    const text = found ? `${label}: ${lineStart.slice(found[0].length)}` : lineStart
    lineStart = undefined
    if (found || isParagraph) isDropped = label === transcriptLabel
    if (isDropped) return []
    const written = [found ? paragraphBreak : lineBreak, text]
    lineBreak = ''
    return written
  }

  function take(content: string): string[] {
    const isBreak = content === '\n' || content === paragraphBreak
    if (isBreak && lineStart !== undefined && alone.test(lineStart)) return []
    if (isBreak) {
      const written = decide()
      // with something dropped since the last text, a single newline would join two paragraphs
      lineBreak = lineBreak === '' ? content : paragraphBreak
      isParagraph = content === paragraphBreak
      lineStart = ''
      return written
    }
    if (lineStart === undefined) return isDropped ? [] : [content]
    lineStart += content
    const isShort = lineStart.length <= undecidedMax
    return isShort && (undecided.test(lineStart) || alone.test(lineStart)) ? [] : decide()
  }

  return {
    write: (text) => contents.write(text).flatMap(take),
    end: () => [...contents.end().flatMap(take), ...decide()],
  }
}
