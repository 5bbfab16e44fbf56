// wx.vibrateShort → a short, light vibration, where the phone has one.

/** The slice of `wx` that is used. */
interface VibrationWx {
  vibrateShort(option: { type: 'light'; fail(): void }): unknown
}

/** Best effort: phones without a motor don't vibrate, nor do iPhones that suppress vibration while recording. */
export function createVibration(wx: VibrationWx): () => void {
  return () => void wx.vibrateShort({ type: 'light', fail: () => undefined })
}
