// A request for room → a choice of ways, a confirmation, the deletion. Shared by the History and the Me page.
import type { Services } from '../services'
import { sizeText } from '../i18n/day'
import { format, messagesFor, type Messages } from '../i18n/index'
import { waysToMakeRoom, type WayToMakeRoom } from './making-room'

type RoomServices = Pick<Services, 'attempts' | 'dialogs' | 'nowMs' | 'language'>

/** Offers all ways. Resolves after the deletion with the chosen way; null if the student cancels. */
export async function offerRoom(services: RoomServices): Promise<WayToMakeRoom | null> {
  const messages = messagesFor(services.language)
  const ways = waysToMakeRoom(services.attempts.list(), services.nowMs())
  const labels = ways.map((way) => labelOf(way, messages))
  const index = await services.dialogs.choose(messages.words.makeRoom, labels)
  const way = index === null ? undefined : ways[index]
  return way && (await makeRoomBy(services, way)) ? way : null
}

/** Confirms and deletes, and reports what could not be deleted. False if the student cancels. */
export async function makeRoomBy(services: RoomServices, way: WayToMakeRoom): Promise<boolean> {
  const { attempts, dialogs } = services
  const { words } = messagesFor(services.language)
  const { title, content } = {
    audio: { title: words.removeAudioTitle, content: words.removeAudioContent },
    attempts: { title: words.removeAttemptsTitle, content: words.removeAttemptsContent },
    everything: { title: words.removeEverythingTitle, content: words.removeEverythingContent },
  }[way.kind]
  const values = { n: way.ids.length, size: sizeText(way.sizeBytes) }
  const isConfirmed = await dialogs.confirm({
    title: format(title, values),
    content: format(content, values),
    yes: words.deleteShort,
    no: words.cancelShort,
    isDanger: true,
  })
  if (!isConfirmed) return false
  try {
    if (way.kind === 'audio') await attempts.removeAudio(way.ids)
    else if (way.kind === 'attempts') await attempts.remove(way.ids)
    else await attempts.removeAll()
  } catch {
    await dialogs.confirm({ title: words.notAllDeleted, content: words.notAllDeletedWay, yes: words.ok })
  }
  return true
}

function labelOf({ kind, olderThanDays, ids, sizeBytes }: WayToMakeRoom, { words }: Messages): string {
  const label = {
    audio: olderThanDays > 0 ? words.removeOldAudio : words.removeAllAudio,
    attempts: words.removeOldAttempts,
    everything: words.removeEverything,
  }[kind]
  return format(label, { d: olderThanDays, n: ids.length, size: sizeText(sizeBytes) })
}
