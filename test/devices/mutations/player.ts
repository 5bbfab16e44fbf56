// Playback as it may differ.
import type { Api, Listener, MutableWx, Mutations } from './mutation'

declare const wx: MutableWx & Record<string, Api>

export const player: Mutations = {
  'audio-option': [
    'the mute switch cannot be passed over',
    () => void (wx['setInnerAudioOption'] = ({ fail }) => fail?.({ errMsg: 'setInnerAudioOption:fail' })),
  ],
  play: [
    'play() does nothing',
    () => {
      const { createInnerAudioContext } = wx
      wx.createInnerAudioContext = () => Object.assign(createInnerAudioContext(), { play: () => undefined })
    },
  ],
  'time-updates': [
    'onTimeUpdate never comes',
    () => {
      const { createInnerAudioContext } = wx
      wx.createInnerAudioContext = () =>
        Object.assign(createInnerAudioContext(), { onTimeUpdate: () => undefined })
    },
  ],
  'seek-updates': [
    'onTimeUpdate stops after a seek',
    () => {
      const { createInnerAudioContext } = wx
      wx.createInnerAudioContext = () => {
        const context = createInnerAudioContext()
        const { seek } = context
        const onTimeUpdate = context['onTimeUpdate'] as (listener: () => void) => void
        let hasSought = false
        return Object.assign(context, {
          seek(position: number) {
            hasSought = true
            seek?.call(context, position as never)
          },
          onTimeUpdate: (listener: () => void) => onTimeUpdate.call(context, () => hasSought || listener()),
        })
      }
    },
  ],
  'seek-position': [
    'seek() does nothing',
    () => {
      const { createInnerAudioContext } = wx
      wx.createInnerAudioContext = () => Object.assign(createInnerAudioContext(), { seek: () => undefined })
    },
  ],
  'seek-to-end': [
    'onEnded never comes',
    () => {
      const { createInnerAudioContext } = wx
      wx.createInnerAudioContext = () =>
        Object.assign(createInnerAudioContext(), { onEnded: () => undefined })
    },
  ],
  'play-without-extension': [
    'a file without an extension does not play',
    () => {
      const { createInnerAudioContext } = wx
      wx.createInnerAudioContext = () => {
        const context = createInnerAudioContext()
        const { play } = context
        const listeners: Listener[] = []
        return Object.assign(context, {
          onError: (listener: Listener) => listeners.push(listener),
          play() {
            if (/\.\w+$/.test(context.src)) play?.call(context)
            else listeners[0]?.({ errCode: 10001, errMsg: 'errCode:-11828' })
          },
        })
      }
    },
  ],
}
