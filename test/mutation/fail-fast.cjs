// Skips a file's remaining tests after its first failure, which is enough to kill a mutant. Jest's own `bail` only works per file.
// Stryker loads this file without compiling it.
const { TestEnvironment } = require('jest-environment-node')

module.exports = class extends TestEnvironment {
  #hasFailed = false

  /** @param {import('@jest/types').Circus.Event} event */
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure') this.#hasFailed = true
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip'
  }
}
