// Waits for what will be there soon, and says what was not.

/** A busy machine is slow, and a phone's screen may be locked for a while: no journey asserts a time. */
const patienceMs = 60_000
const lookEveryMs = 30

/** Something to look for may be missing, empty, or gone again while it is looked at: all count as not yet. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined | false | null>,
  limitMs = patienceMs,
): Promise<Found> {
  const fromMs = performance.now()
  for (let problem = ''; ;) {
    try {
      const found = await look()
      if (found !== undefined && found !== false && found !== null && found !== '') return found
      problem = ''
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    if (performance.now() - fromMs > limitMs)
      throw new Error(`waited ${limitMs / 1_000} s for ${what}${problem && ` (${problem})`}`)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
