/** Exhaustive suites run every n-th case: 1 for all of them, more for quick mutation runs (`test/mutation`). */
export const everyNth = Number(process.env['EVERY_NTH'] ?? 1)

/** Of a property: enough for each commit. `PROPERTY_RUNS=5` is for after a change to what it tests. */
export const propertyRuns = (count: number) => count * Number(process.env['PROPERTY_RUNS'] ?? 1)
