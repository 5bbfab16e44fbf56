// Milliseconds → the time as every language writes it here.

/** `m:ss`, whole seconds rounded down: a running time never shows a second that is not over. */
export function clockText(durationMs: number): string {
  const seconds = Math.floor(Math.max(0, durationMs) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Whole seconds, rounded down like `clockText`. */
export function wholeSeconds(durationMs: number): number {
  return Math.floor(Math.max(0, durationMs) / 1000)
}
