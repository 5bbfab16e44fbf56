// Events → their listeners: on, off, emit. An exception in a listener is reported and does not affect the others.

/** One event. */
export function createListeners<T>() {
  const registered = new Set<(event: T) => void>()
  return {
    on(listener: (event: T) => void): void {
      if (typeof listener === 'function') registered.add(listener)
    },
    /** Without a listener: removes all, as WeChat's `off*` does. */
    off(listener?: (event: T) => void): void {
      if (listener === undefined) registered.clear()
      else registered.delete(listener)
    },
    emit(event: T): void {
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

/** The events of one of WeChat's objects. Each comes in its own task: on phones none fires during the call that caused it. */
export function createEvents<Name extends string>(names: readonly Name[]) {
  const events = new Map(names.map((name) => [name, createListeners<object>()]))
  return {
    emit: (name: Name, detail: object = {}): void => void setTimeout(() => events.get(name)?.emit(detail), 0),
    /** Nothing is heard any more. */
    clear: () => events.clear(),
    /** The object's `on*`. */
    on: Object.fromEntries([...events].map(([name, { on }]) => [`on${name}`, on])),
  }
}
