// wx.getUpdateManager → one word that a new version lies ready; `apply` restarts the mini program with it.

export interface Updates {
  /**
   * `listener` is called once, when the new version has been downloaded. Without a new version, when its download failed,
   * and where there is no update manager (DevTools' single-page mode), never: WeChat tries again at the next cold launch.
   */
  onReady(listener: () => void): void
  /** Ends this launch and starts the new version; only after `onReady`. */
  apply(): void
}

interface UpdateManager {
  onUpdateReady(listener: () => void): void
  applyUpdate(): void
}

/** The slice of `wx` that updates take. */
export interface UpdatesWx {
  getUpdateManager?(): UpdateManager | undefined
}

export function createUpdates(wx: UpdatesWx): Updates {
  const manager = wx.getUpdateManager?.()
  return {
    onReady: (listener) => manager?.onUpdateReady(listener),
    apply: () => manager?.applyUpdate(),
  }
}
