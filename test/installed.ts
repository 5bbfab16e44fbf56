// Programs that only some suites need. Without one its suites are skipped with one sentence; in CI they fail.

export { findProgram } from '../tools/chromium'

/** `describe`, if nothing is `missing`: otherwise that is the reason why the tests are skipped, or fail in CI. */
export function describeUnlessMissing(name: string, missing: string | undefined, tests: () => void): void {
  if (missing === undefined) return describe(name, tests)
  if (process.env['CI'] === 'true') {
    return describe(name, () => {
      it('has what it needs', () => {
        throw new Error(`in CI nothing is skipped: ${missing}`)
      })
    })
  }
  // Jest shows no console of a suite that is skipped as a whole
  process.stderr.write(`skipped: ${name}: ${missing}\n`)
  describe.skip(name, tests)
}
