// wx.createInnerAudioContext → an <audio> element with those of WeChat's properties and events that are used, and its quirks.
import { createListeners } from './listeners'

const eventNames = 'Canplay Play Pause Stop Ended TimeUpdate Error Waiting Seeked'.split(' ')

/** On phones `duration` is still 0 in onCanplay and known shortly afterwards (reported). */
const durationUnknownMs = 100

export interface AudioSurroundings {
  /** Converts a simulator path, cloud file ID or HTTP URL to a URL for the browser; undefined for a missing file. */
  resolveSource(src: string): string | undefined
  onAppHide(listener: () => void): () => void
  onInterruption(listener: (event: 'begin' | 'end') => void): void
}

/** MediaError.code → WeChat's errCode: 10002 network, 10003 file, 10004 format. */
function errorCode(error: MediaError | null): number {
  if (error?.code === MediaError.MEDIA_ERR_NETWORK) return 10002
  if (error?.code === MediaError.MEDIA_ERR_DECODE) return 10004
  return error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? 10004 : -1
}

export function createAudioFactory({ resolveSource, onAppHide, onInterruption }: AudioSurroundings) {
  return function createInnerAudioContext() {
    const element = new Audio()
    const events = new Map(eventNames.map((name) => [name, createListeners<object>()]))
    let src = ''
    let isStopped = true
    let isDurationKnown = false
    let isDestroyed = false

    // in its own task: on phones no event fires during the call that caused it
    const emit = (name: string, detail: object = {}): void => {
      setTimeout(() => {
        if (!isDestroyed) events.get(name)?.emit(detail)
      }, 0)
    }
    const fail = (errCode: number, errMsg: string): void => emit('Error', { errCode, errMsg })

    element.oncanplay = () => {
      emit('Canplay')
      setTimeout(() => {
        isDurationKnown = true
      }, durationUnknownMs)
    }
    element.onplay = () => emit('Play')
    element.onpause = () => {
      if (!isStopped && !element.ended) emit('Pause')
    }
    element.onended = () => {
      isStopped = true
      emit('Ended')
    }
    element.ontimeupdate = () => {
      if (!element.paused) emit('TimeUpdate')
    }
    element.onwaiting = () => emit('Waiting')
    element.onseeked = () => {
      if (!isStopped) emit('Seeked')
    }
    element.onerror = () => {
      if (src !== '') fail(errorCode(element.error), `MediaError: ${element.error?.message ?? 'unknown'}`)
    }

    const context = {
      startTime: 0,
      get src() {
        return src
      },
      set src(value: string) {
        src = value
        isStopped = true
        isDurationKnown = false
        const url = resolveSource(value)
        if (url !== undefined) element.src = url
        else {
          element.removeAttribute('src')
          fail(10003, `setAudioState:fail file not found "${value}"`)
        }
      },
      get currentTime() {
        return element.currentTime
      },
      get duration() {
        return isDurationKnown && Number.isFinite(element.duration) ? element.duration : 0
      },
      get paused() {
        return element.paused
      },
      play(): void {
        if (isDestroyed) return
        if (isStopped) element.currentTime = context.startTime
        isStopped = false
        element.play().catch((error: unknown) => {
          const name = error instanceof DOMException ? error.name : ''
          // a pause or a new src before playback starts is not a failure; onerror reports sources that cannot be loaded
          if (name === 'NotAllowedError') fail(10001, 'the browser plays no sound before the first tap')
        })
      },
      pause(): void {
        element.pause()
      },
      stop(): void {
        if (isStopped) return
        isStopped = true
        element.pause()
        element.currentTime = context.startTime
        emit('Stop')
      },
      seek(seconds: number): void {
        element.currentTime = seconds
      },
      destroy(): void {
        isDestroyed = true
        removeFromHide()
        isStopped = true
        src = ''
        element.pause()
        element.removeAttribute('src')
        element.load()
      },
    }
    const removeFromHide = onAppHide(() => element.pause())
    onInterruption((event) => {
      if (event === 'begin') element.pause()
    })

    for (const [name, listeners] of events) {
      Object.assign(context, { [`on${name}`]: listeners.on, [`off${name}`]: listeners.off })
    }
    // setting a property that is missing here throws, and names it
    return Object.preventExtensions(context)
  }
}
