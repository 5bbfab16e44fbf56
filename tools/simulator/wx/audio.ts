// wx.createInnerAudioContext → an <audio> element with those of WeChat's properties and events that are used, and its quirks.
import type { SimulatorHost } from '../host'
import { refuse } from '../pages/problems'
import { namingMissing } from './api'
import { createEvents } from './listeners'

/** Those that the element fires too, in small letters. */
const mediaEvents = ['Canplay', 'Play', 'Pause', 'Ended', 'TimeUpdate', 'Waiting', 'Seeked'] as const

/** On phones `duration` is still 0 in onCanplay and known shortly afterwards (reported). */
const durationUnknownMs = 100

/** MediaError.code → WeChat's errCode: 10002 network, 10004 format. */
const errorCodes: Readonly<Record<number, number>> = {
  [MediaError.MEDIA_ERR_NETWORK]: 10002,
  [MediaError.MEDIA_ERR_DECODE]: 10004,
  [MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED]: 10004,
}

/** @param resolveSource converts a simulator path, cloud file ID or HTTP URL to a URL for the browser; undefined for a missing file */
export function createAudioFactory(
  resolveSource: (src: string) => string | undefined,
  { switches, lifecycle: { onAppHide } }: Pick<SimulatorHost, 'switches' | 'lifecycle'>,
) {
  return function createInnerAudioContext() {
    const element = new Audio()
    const { emit, clear, on } = createEvents([...mediaEvents, 'Stop', 'Error'])
    let src = ''
    let isStopped = true
    let isDurationKnown = false
    let isDestroyed = false

    const fail = (errCode: number, errMsg: string): void => emit('Error', { errCode, errMsg })

    const isHeard: { readonly [Name in (typeof mediaEvents)[number]]?: () => boolean } = {
      Pause: () => !isStopped && !element.ended,
      TimeUpdate: () => !element.paused,
      Seeked: () => !isStopped,
    }
    for (const name of mediaEvents) {
      element.addEventListener(name.toLowerCase(), () => {
        if (isHeard[name]?.() ?? true) emit(name)
      })
    }
    element.oncanplay = () => setTimeout(() => (isDurationKnown = true), durationUnknownMs)
    element.onended = () => (isStopped = true)
    element.onerror = () => {
      const { code = 0, message = 'unknown' } = element.error ?? {}
      if (src !== '') fail(errorCodes[code] ?? -1, `MediaError: ${message}`)
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
        const url = resolveSource(String(value))
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
      pause: () => element.pause(),
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
        clear()
        isStopped = true
        src = ''
        element.pause()
        element.removeAttribute('src')
        element.load()
      },
      ...on,
    }
    onAppHide(() => element.pause())
    switches.onChangeOf('call', (call) => {
      if (call === 'active') element.pause()
    })
    return new Proxy(namingMissing(context, 'InnerAudioContext'), {
      set: (target, name, value) =>
        name in target ? Reflect.set(target, name, value) : refuse(`InnerAudioContext.${String(name)}`),
    })
  }
}
