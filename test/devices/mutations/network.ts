// wx.request as it may differ.
import type { Api, Listener, MutableWx, Mutation, Mutations } from './mutation'

declare const wx: MutableWx & Record<string, Api>

const withoutErrno: Mutation = [
  'a failure has no errno',
  () => {
    const { request } = wx
    wx.request = (options) =>
      request({ ...options, fail: (reason) => options.fail?.({ ...reason, errno: undefined }) })
  },
]

export const network: Mutations = {
  service: ['nothing answers', { network: 'offline' }],
  'chunk-shape': ['a chunk is text', { chunks: 'string' }],
  'chunk-distance': [
    'all chunks come at the end',
    () => {
      const { request } = wx
      wx.request = (options) => {
        const held: Record<string, unknown>[] = []
        const listeners: Listener[] = []
        const task = request({
          ...options,
          success(result) {
            for (const chunk of held) listeners[0]?.(chunk)
            options.success?.(result)
          },
        })
        const { onChunkReceived } = task
        task.onChunkReceived = (listener) => {
          listeners.push(listener)
          onChunkReceived.call(task, (chunk) => held.push(chunk))
        }
        return task
      }
    },
  ],
  'status-in-headers': ['the headers come without a status', { headers: 'without-status' }],
  'body-once': ['the whole body comes in res.data', { chunks: 'body' }],
  'http-status': [
    'a status of 400 or more is a failure',
    () => {
      const { request } = wx
      wx.request = (options) =>
        request({
          ...options,
          success(result) {
            const { statusCode } = result as { statusCode: number }
            if (statusCode < 400) options.success?.(result)
            else options.fail?.({ errMsg: `request:fail status ${statusCode}`, errno: 600000 })
          },
        })
    },
  ],
  'first-byte-late': [
    'a second without a byte is a timeout',
    () => {
      const { request } = wx
      wx.request = (options) => {
        const task = request(options)
        const timer = setTimeout(() => task.abort(), 1_000)
        task.onChunkReceived(() => clearTimeout(timer))
        return task
      }
    },
  ],
  'abort-silent': [
    'one more chunk comes after abort()',
    () => {
      const { request } = wx
      wx.request = (options) => {
        const task = request(options)
        const { abort, onChunkReceived } = task
        task.onChunkReceived = (listener) => {
          onChunkReceived.call(task, listener)
          task.abort = () => {
            abort.call(task)
            setTimeout(() => listener({ data: new ArrayBuffer(8) }), 100)
          }
        }
        return task
      }
    },
  ],
  'abort-fails': [
    'nothing is called after abort()',
    () => {
      const { request } = wx
      wx.request = (options) =>
        request({
          ...options,
          fail(reason) {
            if (!/abort/.test((reason as { errMsg: string }).errMsg)) options.fail?.(reason)
          },
        })
    },
  ],
  idle: [
    'a connection that is silent for two seconds is dropped',
    () => {
      const { request } = wx
      wx.request = (options) => {
        const task = request(options)
        const timers: ReturnType<typeof setTimeout>[] = []
        task.onChunkReceived(() => {
          clearTimeout(timers.pop())
          timers.push(setTimeout(() => task.abort(), 2_000))
        })
        return task
      }
    },
  ],
  'two-at-once': [
    'the second of two requests gets no chunks',
    () => {
      const { request } = wx
      const running: unknown[] = []
      wx.request = (options) => {
        const task = request({
          ...options,
          success: (result) => void (running.pop(), options.success?.(result)),
          fail: (reason) => void (running.pop(), options.fail?.(reason)),
        })
        if (running.push(task) > 1) task.onChunkReceived = () => undefined
        return task
      }
    },
  ],
  cut: [
    'a cut connection is a success',
    () => {
      const { request } = wx
      wx.request = (options) =>
        request({ ...options, fail: () => options.success?.({ statusCode: 200, data: '' }) })
    },
  ],
  timeout: withoutErrno,
  refused: withoutErrno,
  'not-allowed': [
    'an address that is on no list fails with words alone',
    () => {
      const { request } = wx
      wx.request = (options) => {
        const isListed = !String(options['url']).startsWith('https:')
        const fail = () => options.fail?.({ errMsg: 'request:fail url not in domain list' })
        return request({ ...options, ...(!isListed && { fail }) })
      }
    },
  ],
  'flight-mode': [
    'a phone without a connection says so in other words',
    () => {
      const { request } = wx
      wx.request = (options) => {
        const fail = () => options.fail?.({ errMsg: 'request:fail' })
        return request({ ...options, success: fail, fail })
      }
    },
  ],
}
