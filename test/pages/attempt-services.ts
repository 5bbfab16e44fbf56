// A real attempt log on an in-memory phone, and dialogs that a test answers.
import type { Attempt } from '../../miniprogram/core/attempts/attempt'
import { ended, sending } from '../../miniprogram/core/attempts/attempt'
import { createAttemptLog, type AttemptLog } from '../../miniprogram/core/attempts/attempt-log'
import type { Confirmation, Dialogs, StorageUsage } from '../../miniprogram/core/ports'
import type { EndReason } from '../../miniprogram/core/session/session-state'
import { createPhone, type Phone } from '../core/attempts/phone'
import { question } from '../core/attempts/sample-attempts'

export interface StoredAttempts {
  readonly phone: Phone
  readonly attempts: AttemptLog
  /** Adds an attempt: records and, unless `recorded`, sends. */
  add(createdAtMs: number, status?: EndReason | 'recorded', asked?: typeof question | null): Promise<Attempt>
}

export function createStoredAttempts(): StoredAttempts {
  const phone = createPhone()
  let nowMs = 0
  const attempts = createAttemptLog({ ...phone.launch(), clock: { nowMs: () => nowMs } })
  return {
    phone,
    attempts,
    async add(createdAtMs, status = 'done', asked = question) {
      nowMs = createdAtMs
      const added = await attempts.add(asked, phone.record('audio'))
      if (status === 'recorded') return added
      const text = status === 'http' ? '' : 'One two three.'
      attempts.update(added.id, sending({ logid: '17', transport: 'inline', uidSource: 'installation' }))
      return attempts.update(added.id, ended('17', { status, text, error: null })) ?? added
    },
  }
}

export interface FakeDialogs extends Dialogs {
  readonly asked: Confirmation[]
  /** The items of each action sheet. */
  readonly offered: string[][]
  /** The student's next answers. */
  answer: boolean
  choice: number | null
  written: string | null
  /** Title and initial text of each input dialog. */
  readonly prefilled: string[]
}

export function createFakeDialogs(): FakeDialogs {
  const dialogs: FakeDialogs = {
    asked: [],
    offered: [],
    prefilled: [],
    answer: true,
    choice: null,
    written: null,
    confirm(confirmation) {
      dialogs.asked.push(confirmation)
      return Promise.resolve(dialogs.answer)
    },
    write(title, text) {
      dialogs.prefilled.push(`${title}: ${text}`)
      return Promise.resolve(dialogs.written)
    },
    choose(_title, items) {
      dialogs.offered.push([...items])
      return Promise.resolve(dialogs.choice)
    },
  }
  return dialogs
}

const megabyte = 1024 * 1024

export function usageOf(recordingsMegabytes: number, textsMegabytes: number) {
  const of = (used: number, limit: number): StorageUsage => ({
    usedBytes: used * megabyte,
    limitBytes: limit * megabyte,
  })
  return { recordings: of(recordingsMegabytes, 200), texts: of(textsMegabytes, 10) }
}

/** Waits until everything started on the phone has finished. */
export async function settlePhone(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}
