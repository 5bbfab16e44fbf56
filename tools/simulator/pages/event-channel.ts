// Events between a page and the page it opened: wx.navigateTo's eventChannel.

type Listener = (...args: unknown[]) => void

export interface EventChannel {
  on(name: string, listener: Listener): void
  once(name: string, listener: Listener): void
  off(name: string, listener?: Listener): void
  /** Calls the other end's listeners. */
  emit(name: string, ...args: unknown[]): void
}

/** Creates both ends: each end's events reach the other's listeners. */
export function createEventChannel(): { opener: EventChannel; opened: EventChannel } {
  const openerListeners = new Map<string, Listener[]>()
  const openedListeners = new Map<string, Listener[]>()
  return {
    opener: createEnd(openerListeners, openedListeners),
    opened: createEnd(openedListeners, openerListeners),
  }
}

function createEnd(own: Map<string, Listener[]>, other: Map<string, Listener[]>): EventChannel {
  const end: EventChannel = {
    on: (name, listener) => void own.set(name, [...(own.get(name) ?? []), listener]),
    once(name, listener) {
      const once: Listener = (...args) => {
        end.off(name, once)
        listener(...args)
      }
      end.on(name, once)
    },
    off(name, listener) {
      own.set(name, listener ? (own.get(name) ?? []).filter((each) => each !== listener) : [])
    },
    emit(name, ...args) {
      for (const listener of other.get(name) ?? []) listener(...args)
    },
  }
  return end
}
