// Attempts and times → names of files that one understands, and that every file system takes.
import dayjs from 'dayjs'
import type { Attempt } from '../../../core/attempts/attempt'
import type { WallTime } from './zip-writer'

const questionMaxLength = 60

/** `recordings/2026-11-29 0915 Hometown - What do you like….mp3`, each once; only ASCII, as packers disagree on the rest. */
export function createRecordingNames(): (attempt: Pick<Attempt, 'createdAtMs' | 'question'>) => string {
  const taken = new Set<string>()
  return ({ createdAtMs, question }) => {
    const words = question ? `${question.topic.en} - ${question.text}` : 'Recording'
    const start = `${dayjs(createdAtMs).format('YYYY-MM-DD HHmm')} ${safe(words)}`.trim()
    let name = start
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${start} (${number})`
    taken.add(name.toLowerCase())
    return `recordings/${name}.mp3`
  }
}

/** `ielts-speaking 2026-11-30 (1 of 3).zip` */
export function archiveFileName(exportedAtMs: number, part: number, partCount: number): string {
  const ofAll = partCount > 1 ? ` (${part} of ${partCount})` : ''
  return `ielts-speaking ${dayjs(exportedAtMs).format('YYYY-MM-DD')}${ofAll}.zip`
}

export function wallTimeOf(timeMs: number): WallTime {
  const time = dayjs(timeMs)
  return {
    ...{ year: time.year(), month: time.month() + 1, day: time.date() },
    ...{ hour: time.hour(), minute: time.minute(), second: time.second() },
  }
}

export function minuteText(timeMs: number): string {
  return dayjs(timeMs).format('YYYY-MM-DD HH:mm')
}

/** Without what Windows forbids; no dot or space at the end, which it drops. */
function safe(words: string): string {
  const plain = words
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[^ !#$&'()+,\-.0-9;=@A-Z[\]_a-z{}]+/g, ' ')
    .replace(/ +/g, ' ')
  return plain.slice(0, questionMaxLength).replace(/[ .]+$/, '')
}
