// One event's listeners: on, off, emit. An exception in a listener is reported and does not affect the others.

export interface Listeners<T> {
  on(listener: (event: T) => void): void
  /** Without a listener: removes all, as WeChat's `off*` does. */
  off(listener?: (event: T) => void): void
  emit(event: T): void
}

export function createListeners<T>(): Listeners<T> {
  const registered = new Set<(event: T) => void>()
  return {
    on(listener) {
      if (typeof listener === 'function') registered.add(listener)
    },
    off(listener) {
      if (listener === undefined) registered.clear()
      else registered.delete(listener)
    },
    emit(event) {
      for (const listener of [...registered]) {
        try {
          listener(event)
        } catch (error) {
          setTimeout(() => {
            throw error
          }, 0)
        }
      }
    },
  }
}
