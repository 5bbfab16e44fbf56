// wx.getRecorderManager → managers of their own, of which the one that started last gets the events.

const events = [
  'onStart',
  'onPause',
  'onResume',
  'onStop',
  'onError',
  'onFrameRecorded',
  'onInterruptionBegin',
  'onInterruptionEnd',
] as const

export type Manager = Pick<
  WechatMiniprogram.RecorderManager,
  'start' | 'pause' | 'resume' | 'stop' | (typeof events)[number]
>
type Listener = (result: unknown) => void
type Listeners = Partial<Record<(typeof events)[number], Listener>>

interface ManagerWx {
  getRecorderManager(): Manager
}

/**
 * WeChat has one manager, without `off*()`, and nothing says whether a second listener replaces the first. So each event is
 * listened to once, from the first `start` on.
 */
export function shareManager(wx: ManagerWx): () => Manager {
  let manager: Manager | undefined
  let owner: Listeners = {}

  function registered(): Manager {
    if (manager) return manager
    const created = wx.getRecorderManager()
    for (const event of events) {
      const listen = created[event] as (listener: Listener) => void
      listen((result) => owner[event]?.(result))
    }
    return (manager = created)
  }

  return () => {
    const listeners: Listeners = {}
    const on = (event: (typeof events)[number]) => (listener: (result: never) => void) =>
      void (listeners[event] = listener as Listener)
    return {
      start(option) {
        owner = listeners
        registered().start(option)
      },
      pause: () => registered().pause(),
      resume: () => registered().resume(),
      stop: () => registered().stop(),
      onStart: on('onStart'),
      onPause: on('onPause'),
      onResume: on('onResume'),
      onStop: on('onStop'),
      onError: on('onError'),
      onFrameRecorded: on('onFrameRecorded'),
      onInterruptionBegin: on('onInterruptionBegin'),
      onInterruptionEnd: on('onInterruptionEnd'),
    }
  }
}
