// A recording is sent, and its answer comes whole, late, in pieces or not at all.
import assert from 'node:assert/strict'
import { modelAnswers } from '../../../tools/service/engines/scripted/script'
import type { Journey } from '../journey'
import type { Phone } from '../phone'
import { until } from '../until'

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** No word of the service's answer is missing, and none is there twice. */
async function readsWhole(phone: Phone): Promise<void> {
  const shown = oneLine(await phone.answerText())
  const written = modelAnswers.map(({ question, paragraphs }) =>
    oneLine([`Question: ${question}`, ...paragraphs].join(' ')),
  )
  assert.ok(written.includes(shown), `no answer of the service: ${shown}`)
}

async function recordAndSend(phone: Phone, ...service: Parameters<Phone['practise']>): Promise<void> {
  await phone.practise(...service)
  await phone.record()
  await phone.press('send')
}

/** Sends the same recording again; resolves with the request, once the service has done with it. */
async function sendAgain(phone: Phone, scenario: string) {
  const { length } = await phone.place.served()
  await phone.serve(scenario)
  await phone.press('send')
  return phone.servedAfter(length)
}

export const answers: readonly Journey[] = [
  {
    name: 'record, send, read the whole answer; send the same recording again, under a new request ID',
    async go(phone) {
      const { length } = await phone.place.served()
      await recordAndSend(phone, 'ok')
      await phone.seesWhole()
      await phone.sees((await phone.messages()).words.aiGenerated)
      const first = await phone.servedAfter(length)
      await readsWhole(phone)
      assert.equal(first.form, 'inline')

      const second = await sendAgain(phone, 'ok')
      await phone.seesWhole()
      assert.equal(second.bytesIn, first.bytesIn)
      assert.notEqual(second.logid, first.logid)
      assert.equal((await phone.place.served()).length, length + 2)
    },
  },
  {
    name: 'say it again, and both takes stand side by side',
    async go(phone) {
      const { words } = await phone.messages()
      await recordAndSend(phone, 'ok')
      await phone.seesWhole()
      await phone.record()
      await phone.tap('.compare')
      await phone.isAt('takes')
      await phone.sees(words.takeNumber.replace('{n}', '2'))
      await phone.press('speak')
      await phone.isAt('practice')
      await phone.onScreen('idle')
    },
  },
  {
    name: 'Stop ends an answer at once: its text stays, and the service is asked nothing more',
    async go(phone) {
      const { length } = await phone.place.served()
      // a quarter of an hour of text: it has not ended when a busy machine presses Stop
      await recordAndSend(phone, 'long', 200)
      await until('the first words', () => phone.answerText())
      await phone.press('stop')
      await phone.sees((await phone.messages()).reasons.stopped.title)
      assert.equal((await phone.servedAfter(length)).outcome, 'client-closed')
      assert.equal((await phone.place.served()).length, length + 1)
      assert.notEqual(await phone.answerText(), '')
    },
  },
  {
    name: 'a silent service: “nothing new” after 5 s, the text and the request ID are there, and sending again brings the whole',
    async go(phone) {
      const { reasons, words } = await phone.messages()
      const { length } = await phone.place.served()
      await recordAndSend(phone, 'stall')
      await phone.sees(reasons.idle.title)
      await phone.sees(words.answerSaved)
      const { logid, closedAfterMs = 0 } = await phone.servedAfter(length)
      // not sooner; how much later depends on the machine (test/core/session/idle-watchdog.test.ts has the exact time)
      assert.ok(closedAfterMs >= 4_900, `given up after ${closedAfterMs} ms`)
      assert.notEqual(await phone.answerText(), '')
      assert.equal(await phone.copied(() => phone.tapIn('end-notice', '.copy')), logid)
      const { status, text } = (await phone.endedAttempt()).answers.at(-1) ?? {}
      assert.equal(status, 'idle')
      assert.notEqual(text, '')
      await sendAgain(phone, 'ok')
      await phone.seesWhole()
    },
  },
  {
    name: 'a connection that is cut, or ends early: the text so far, and not taken for a whole answer',
    async go(phone) {
      const { reasons, words } = await phone.messages()
      await recordAndSend(phone, 'cut')
      await phone.sees(words.answerSaved)
      assert.notEqual(await phone.answerText(), '')
      await sendAgain(phone, 'truncated')
      await phone.sees(reasons.truncated.title)
      await sendAgain(phone, 'empty')
      await phone.sees(words.answerSaved)
      assert.ok(!(await phone.text()).includes(words.complete.split('{n}')[0] ?? ''))
    },
  },
  {
    name: 'a failing service: each reason in words of its own, nothing of the body, the text and the request ID kept',
    async go(phone) {
      const { httpStatuses, grpcCodes } = await phone.messages()
      await recordAndSend(phone, 'http-500')
      await phone.sees(httpStatuses['5xx'].title)
      assert.doesNotMatch(await phone.text(), /html|nginx/i)
      for (const scenario of ['error-v1', 'error-v2']) {
        const { logid } = await sendAgain(phone, scenario)
        await phone.sees(grpcCodes.resourceExhausted.title)
        await phone.sees(logid)
        assert.notEqual(await phone.answerText(), '')
        assert.equal((await phone.endedAttempt()).answers.at(-1)?.status, 'service')
      }
      for (const status of ['400', '413'] as const) {
        await recordAndSend(phone, `http-${status}`)
        await phone.sees(httpStatuses[status].title)
        assert.doesNotMatch(await phone.text(), /html|nginx/i)
      }
    },
  },
  {
    name: 'an answer with noise, in odd pieces: every word once, no brace, no markup, no broken character',
    async go(phone) {
      const { words } = await phone.messages()
      await recordAndSend(phone, 'one-byte')
      await phone.seesWhole()
      for (const scenario of ['merged', 'pretty', 'emoji', 'garbage']) {
        const { logid } = await sendAgain(phone, scenario)
        // an answer that did not end well would leave the earlier one on the page
        await until(`the end of ${scenario}`, async () => {
          const answer = (await phone.endedAttempt()).answers.at(-1)
          return answer?.logid === logid && answer.status !== 'sending'
        })
        const text = await phone.answerText()
        assert.doesNotMatch(text, /[{}�]|<!--/)
        if (scenario === 'emoji') assert.match(text, /👩‍👩‍👧🇨🇳/)
        else if (scenario !== 'garbage') await readsWhole(phone)
      }
      await phone.seesNot(words.writing)
    },
  },
]
