// Milliseconds → minutes and seconds, written the same in every language.

/** `m:ss`, rounded down: a running clock never shows a second before it has passed. */
export function clockText(durationMs: number): string {
  const seconds = Math.floor(Math.max(0, durationMs) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Whole seconds, rounded down like `clockText`. */
export function wholeSeconds(durationMs: number): number {
  return Math.floor(Math.max(0, durationMs) / 1000)
}
