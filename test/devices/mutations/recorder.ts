// The recorder as it may differ.
import type { Api, Listener, MutableWx, Mutations } from './mutation'

declare const wx: MutableWx & Record<string, Api>

export const recorder: Mutations = {
  'take-start': [
    'onStart comes after four seconds',
    () => {
      const manager = wx.getRecorderManager()
      const { start } = manager
      manager.start = (options) => void setTimeout(() => start.call(manager, options), 4_000)
    },
  ],
  'take-stop': ['nothing answers stop()', { recorder: 'dead' }],
  'take-file': [
    'fileSize is not the file’s',
    () => {
      const manager = wx.getRecorderManager()
      const onStop = manager['onStop'] as (listener: Listener) => void
      manager['onStop'] = (listener: Listener) =>
        onStop.call(manager, (result) => listener({ ...result, fileSize: 1 }))
    },
  ],
  'take-format': ['the file is WebM', { recorder: 'webm' }],
  'take-bit-rate': [
    'the phone takes its own bit rate',
    () => {
      const manager = wx.getRecorderManager()
      const { start } = manager
      manager.start = (options) => start.call(manager, { ...options, encodeBitRate: 32_000 })
    },
  ],
  'take-length': [
    'a pause is recorded, too',
    () => {
      const manager = wx.getRecorderManager()
      for (const [method, event] of [
        ['pause', 'onPause'],
        ['resume', 'onResume'],
      ] as const) {
        const listen = manager[event] as (listener: () => void) => void
        manager[event] = (listener: () => void) => {
          listen.call(manager, listener)
          manager[method] = () => void setTimeout(listener, 0)
        }
      }
    },
  ],
  'take-frames': [
    'no frame comes',
    () => {
      wx.getRecorderManager()['onFrameRecorded'] = () => undefined
    },
  ],
  'take-frames-all': [
    'every other frame is lost',
    () => {
      const manager = wx.getRecorderManager()
      const onFrameRecorded = manager['onFrameRecorded'] as (listener: Listener) => void
      manager['onFrameRecorded'] = (listener: Listener) => {
        let count = 0
        onFrameRecorded.call(manager, (frame) => {
          count += 1
          if (count % 2 === 0) listener(frame)
        })
      }
    },
  ],
  'take-pause': [
    'onPause never comes',
    () => {
      wx.getRecorderManager()['onPause'] = () => undefined
    },
  ],
  'take-deleted': [
    'unlink succeeds, and the file stays',
    () => {
      wx.getFileSystemManager()['unlink'] = (options) => options.success?.({ errMsg: 'unlink:ok' })
    },
  ],
  formats: [
    'one of the other formats is there',
    () => {
      const manager = wx.getRecorderManager()
      const { start } = manager
      manager.start = (options: { format?: string }) =>
        start.call(manager, { ...options, ...(options.format === 'aac' && { format: 'mp3' }) })
    },
  ],
}
