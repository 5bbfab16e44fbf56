// wx.getUpdateManager → a notice that an update is ready, and `apply`, which restarts the mini program with it.

interface Updates {
  /**
   * `listener` is called once, when a new version has been downloaded. It is never called if there is none, if the
   * download fails, or without an update manager (DevTools' single-page mode). WeChat retries at the next cold launch.
   */
  onReady(listener: () => void): void
  /** Ends this launch and starts the new version; only after `onReady`. */
  apply(): void
}

interface UpdateManager {
  onUpdateReady(listener: () => void): void
  applyUpdate(): void
}

/** The slice of `wx` that is used. */
interface UpdatesWx {
  getUpdateManager?(): UpdateManager | undefined
}

export function createUpdates(wx: UpdatesWx): Updates {
  const manager = wx.getUpdateManager?.()
  return {
    onReady: (listener) => manager?.onUpdateReady(listener),
    apply: () => manager?.applyUpdate(),
  }
}
