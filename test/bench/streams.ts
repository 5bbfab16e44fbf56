// The byte streams that the bench reads: frames as the service writes them, the same for the same seed.
import { mulberry32 } from '../core/answer/cuts'
import { frame } from '../core/answer/hostile-streams'

export const languages = ['Chinese', 'English', 'emoji', 'escaped'] as const
export type Language = (typeof languages)[number]

const characters: Record<Language, string[]> = {
  Chinese: Array.from('我的家乡是一个安静的小城，每天早上人们都在河边散步，空气很好。'),
  English: Array.from('My home town is a quiet place, and people walk by the river every morning. '),
  emoji: ['🎓', '👩‍🎓', '😀', '你', '好', ' ', 'a'],
  escaped: Array.from('我的家乡是一个安静的小城，每天早上人们都在河边散步，空气很好。'),
}

/** `count` frames with their newlines; each content is a token of 2 to 6 characters. */
export function makeFrames(language: Language, count: number): Uint8Array[] {
  const random = mulberry32(count)
  const pick = (below: number) => Math.floor(random() * below)
  const alphabet = characters[language]
  return Array.from({ length: count }, () => {
    const token = Array.from({ length: 2 + pick(5) }, () => alphabet[pick(alphabet.length)]).join('')
    return new Uint8Array(Buffer.from(`${written(frame(token), language)}\n`))
  })
}

/** One frame of about `sizeBytes`, in Chinese. */
export function makeGiantFrame(sizeBytes: number): Uint8Array {
  const text = characters.Chinese.join('')
  return new Uint8Array(Buffer.from(`${frame(text.repeat(sizeBytes / Buffer.byteLength(text)))}\n`))
}

function written(json: string, language: Language): string {
  if (language !== 'escaped') return json
  return json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
