/** Exhaustive suites run every n-th case: 1 for all of them, more for quick mutation runs (`test/mutation`). */
export const everyNth = Number(process.env['EVERY_NTH'] ?? 1)
