// A short, light vibration, where the phone can.

/** The slice of `wx` that it takes. */
export interface VibrationWx {
  vibrateShort(option: { type: 'light'; fail(): void }): unknown
}

/** Phones without the motor, and iPhones whose system keeps still while it records, stay silent: nothing depends on it. */
export function createVibration(wx: VibrationWx): () => void {
  return () => void wx.vibrateShort({ type: 'light', fail: () => undefined })
}
