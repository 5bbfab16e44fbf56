/** Exhaustive suites run every n-th case: 1 for all of them, more for quick mutation runs (`test/mutation`). */
export const everyNth = Number(process.env['EVERY_NTH'] ?? 1)

/** Random cases per property, enough for each commit. `PROPERTY_RUNS=5` after a change to the tested code. */
export const propertyRuns = (count: number) => count * Number(process.env['PROPERTY_RUNS'] ?? 1)
