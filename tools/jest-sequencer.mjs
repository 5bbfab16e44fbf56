// Project after project, as jest.config.mjs lists them; within one as jest does it: what failed the last time, then what takes longest.
import Sequencer from '@jest/test-sequencer'
import { projectNames } from './jest.config.mjs'

export default class ProjectByProject extends Sequencer {
  /** @param {readonly import('@jest/test-result').Test[]} tests */
  sort(tests) {
    const placeOf = ({ context }) => projectNames.indexOf(context.config.displayName?.name)
    return super.sort([...tests]).sort((one, other) => placeOf(one) - placeOf(other))
  }
}
