// A mutant is noticed by the first test that fails: the file's others are left out (jest's own `bail` ends files alone).
// Stryker loads it without compiling it.
const { TestEnvironment } = require('jest-environment-node')

module.exports = class extends TestEnvironment {
  #hasFailed = false

  /** @param {import('@jest/types').Circus.Event} event */
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure') this.#hasFailed = true
    if (event.name === 'test_start' && this.#hasFailed) event.test.mode = 'skip'
  }
}
