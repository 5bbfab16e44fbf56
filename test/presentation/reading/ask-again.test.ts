import { createAttempt, saved, wantsAgain } from '../../../miniprogram/core/attempts/attempt'
import { AppError } from '../../../miniprogram/core/errors'
import type { AskedQuestion } from '../../../miniprogram/core/questions/question'
import type { SessionState } from '../../../miniprogram/core/session/session-state'
import { createAskAgain } from '../../../miniprogram/presentation/reading/ask-again'
import { question } from '../../core/attempts/sample-attempts'
import { createFakeServices, recording } from '../../pages/fake-services'
import { ended, recorded, streaming } from '../../pages/states'

interface Phone {
  readonly isFull?: boolean
  readonly asked?: AskedQuestion | null
}

function open({ isFull = false, asked = question }: Phone = {}) {
  const services = createFakeServices('en')
  const attempt = createAttempt({ createdAtMs: 1, question: asked, recording })
  services.stored = [saved('wxfile://usr/take.mp3')(attempt)]
  const { update } = services.attempts
  services.attempts.update = (id, change) => {
    if (isFull) throw new AppError('storage-full')
    return update(id, change)
  }
  const titles: string[] = []
  const dialogs = {
    ...services.dialogs,
    confirm: ({ title = '' }) => Promise.resolve(titles.push(title) > 0),
  }
  let state: SessionState = ended('done')
  let shown = 0
  const askAgain = createAskAgain(
    { ...services, dialogs },
    () => state,
    () => (shown += 1),
  )
  return {
    tap: (when: 'soon' | 'later') => askAgain.acts.askAgain({ when }),
    in(next: SessionState) {
      state = next
      return askAgain.of(state)
    },
    said: () => askAgain.of(state),
    stored: () => services.stored[0]?.askAgain,
    titles,
    shown: () => shown,
  }
}

test('one of two is chosen, changed, and taken back by a second tap', () => {
  const page = open()
  expect(page.said()).toBe('')
  page.tap('soon')
  expect([page.said(), page.stored()]).toEqual(['soon', 'soon'])
  page.tap('later')
  expect([page.said(), page.stored()]).toEqual(['later', 'later'])
  page.tap('later')
  expect([page.said(), page.stored()]).toEqual(['', undefined])
  expect(page.shown()).toBe(3)
})

test('nothing is asked before the answer has ended, nor of a recording without a question', () => {
  const page = open()
  const early = [recorded(), streaming({ finished: [], growing: 'I' })]
  expect(early.map((state) => page.in(state))).toEqual([null, null])
  page.tap('soon')
  expect(page.stored()).toBeUndefined()
  expect(open({ asked: null }).said()).toBeNull()
})

test('when storage is full it says so, and shows what is stored', () => {
  const page = open({ isFull: true })
  page.tap('soon')
  expect(page.titles).toEqual(['Couldn’t save this setting'])
  expect(page.said()).toBe('')
  expect(page.shown()).toBe(1)
})

test('nothing that is said changes the rest of an attempt', () => {
  const before = createAttempt({ createdAtMs: 1, question, recording })
  expect(wantsAgain(null)(wantsAgain('soon')(before))).toEqual(before)
})
