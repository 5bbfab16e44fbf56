// Speech recognition's text → the transcript, as the model and the student get it.

/** Two minutes of fast speech are about 2,400 characters; what is much longer is a recognition that repeats itself. In UTF-8. */
const bytesMax = 4_000
/** White space and what is not heard included, in UTF-16. */
const recognisedMax = 16_000

/**
 * One paragraph: every run of white space, control characters and halves of characters becomes a space. So does a backslash, which
 * nobody says, because the contract also writes newlines as backslash-n. So no transcript can begin another paragraph of the answer.
 */
export function transcriptOf(recognised: string): string {
  const text = recognised
    .slice(0, recognisedMax)
    .replace(/[\s\p{Cc}\p{Cs}\\]+/gu, ' ')
    .trim()
  // writes only whole characters
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytesMax))
  return read === text.length ? text : `${text.slice(0, read)}…`
}

/** Sounds that recognition describes instead of words: [BLANK_AUDIO], (music), ♪. */
const described = /\[[^[\]]*\]|\([^()]*\)|\*[^*]*\*/g

/** What models of Whisper's family are known to write for silence, any number of times and nothing else. */
const invented = [
  'you',
  'bye',
  'thank you(?: (?:so|very) much)?(?: for (?:watching|listening))?',
  'thanks(?: (?:so|very) much)? for (?:watching|listening)',
  '(?:please )?(?:like and )?subscribe(?: to (?:my|the|our) channel)?',
  'subtitles by the amara org community',
]
const onlyInvented = new RegExp(`^(?:(?:${invented.join('|')})(?: |$))+$`)

/** Whether it has no words, or none but those that are invented for silence. Any other word makes it an answer: "Yes, sure". */
export function isSilence(transcript: string): boolean {
  const words = transcript.replace(described, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length === 0 || onlyInvented.test(words.join(' ').toLowerCase())
}
