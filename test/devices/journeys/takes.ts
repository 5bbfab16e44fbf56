// Takes: the first one on a phone, what can get in their way, and what becomes of them.
import assert from 'node:assert/strict'
import type { Journey } from '../journey'
import { until } from '../until'

export const takes: readonly Journey[] = [
  {
    name: 'the first tap on the microphone says what is recorded; “not now” records nothing',
    async go(phone) {
      await phone.place.mini.callWxMethod('removeStorage', { key: 'practice.privacy-told' })
      await phone.practise()
      await phone.tap('.microphone')
      await phone.tapIn('first-use', '.more')
      await phone.isAt('privacy')
      await phone.place.mini.callWxMethod('navigateBack')
      await phone.isAt('practice')
      await phone.tapIn('first-use', '.button')
      await until('no sheet', async () => !(await phone.data('isFirstUseShown')))
      assert.equal(await phone.data('screen'), 'idle')
      // agrees on the way
      await phone.record()
      assert.equal(await phone.place.mini.callWxMethod('getStorageSync', 'practice.privacy-told'), true)
    },
  },
  {
    name: 'a take is paused, goes on, and plays; cancelled, it can be brought back',
    async go(phone) {
      await phone.practise()
      await phone.startTake()
      await phone.control('pause')
      await phone.sees((await phone.messages()).words.takePaused)
      await phone.control('resume')
      await phone.spoken()
      await phone.control('cancel')
      await phone.tap('.bring-back')
      await phone.onScreen('recorded')
      await phone.tapIn('recording-player', '.play')
      await until('the playback', () => phone.data('isPlaying'))
      await until('sound', async () => (await phone.data<number>('positionMs')) > 0)
    },
  },
  {
    name: 'a refused microphone: says so and leads to the settings; then records',
    needs: ['conditions'],
    async go(phone) {
      const { errors } = await phone.messages()
      await phone.place.condition?.('microphone', 'refused')
      await phone.practise()
      await phone.tap('.microphone')
      await phone.sees(errors['microphone-refused'].title)
      await phone.place.condition?.('microphone', 'granted')
      await phone.place.mini.mockWxMethod('openSetting', {
        errMsg: 'openSetting:ok',
        authSetting: { 'scope.record': true },
      })
      await phone.press('settings')
      await phone.place.mini.restoreWxMethod('openSetting')
      await until('the take', async () => (await phone.data('screen')) === 'recording')
      await phone.control('cancel')
    },
  },
  {
    name: 'a computer that records WebM: says so, and in DevTools a sample can be sent instead',
    needs: ['conditions'],
    conditions: { recorder: 'webm' },
    async go(phone) {
      const { errors } = await phone.messages()
      await phone.practise()
      await phone.startTake()
      await phone.answer({ yes: false })
      await phone.control('finish')
      await phone.sees(errors['recording-not-mp3'].title)
      await phone.record()
      await phone.press('send')
      await phone.seesWhole()
    },
  },
  {
    name: 'airplane: nothing is lost, and the same take is sent once the network is back',
    needs: ['conditions'],
    async go(phone) {
      const { reasons } = await phone.messages()
      const { length } = await phone.place.served()
      await phone.practise()
      await phone.record()
      await phone.place.condition?.('network', 'offline')
      await phone.press('send')
      await phone.sees(reasons.network.title)
      assert.equal((await phone.place.served()).length, length)
      await phone.place.condition?.('network', 'wifi')
      await phone.press('send')
      await phone.seesWhole()
      assert.equal((await phone.place.served()).length, length + 1)
    },
  },
  {
    name: 'killed while an answer streams: said at the next launch, and it can be sent again',
    needs: ['restart'],
    async go(phone) {
      const { reasons, words } = await phone.messages()
      await phone.practise('long', 200)
      await phone.record()
      await phone.press('send')
      await until('the first words', () => phone.answerText())
      await phone.place.restart?.()
      await phone.sees(words.interruptedTitle)
      await phone.tapIn('end-notice', '.act')
      await phone.isAt('attempt')
      await phone.sees(reasons.interrupted.title)
      await phone.serve('ok')
      await phone.press('send')
      await phone.seesWhole()
    },
  },
]
