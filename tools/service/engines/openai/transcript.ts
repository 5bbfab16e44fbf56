// Speech recognition's text → the transcript, as the model and the student get it.

/** Two minutes of fast speech are about 2,400 characters; what is much longer is a recognition that repeats itself. */
const lengthMax = 4_000

/**
 * One paragraph: every run of white space and control characters becomes a space. So does a backslash, which nobody says, because
 * the contract also writes newlines as backslash-n. So no transcript can begin another paragraph of the answer.
 */
export function transcriptOf(recognised: string): string {
  const text = recognised.replace(/[\s\p{Cc}\\]+/gu, ' ').trim()
  return text.length <= lengthMax ? text : `${[...text].slice(0, lengthMax).join('')}…`
}

/** Sounds that recognition describes instead of words: [BLANK_AUDIO], (music), ♪. */
const described = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*/g

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
