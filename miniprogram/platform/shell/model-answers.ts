// The package `model-answers`, once WeChat has fetched it → the model answer to a question.
import { AppError } from '../../core/errors'
import type { Clock, ModelAnswers } from '../../core/ports'
import { toAppError } from '../wx-error'

/** What model-answers/index.ts exports. */
interface Exports {
  modelAnswerOf(questionId: string): string | null
}

/** Nothing says that WeChat always calls back. */
const limitMs = 20_000
/** After the app has been shown: first comes what the student is looking at. */
const aheadMs = 3_000

/**
 * WeChat keeps the package once it has fetched it. app.json's preloadRule would fetch it in the background, but WeChat's
 * compiler accepts only packages with pages there.
 */
export function createModelAnswers(clock: Pick<Clock, 'setTimer'>, load = loadPackage): ModelAnswers {
  async function of(questionId: string): Promise<string> {
    let stopWaiting = (): void => undefined
    const limit = new Promise<never>((_resolve, reject) => {
      stopWaiting = clock.setTimer(limitMs, () => reject(new AppError('package-unavailable')))
    })
    try {
      const answer = (await Promise.race([load(), limit])).modelAnswerOf(questionId)
      if (answer === null) throw new AppError('package-unavailable', { message: `nothing for ${questionId}` })
      return answer
    } catch (failure) {
      throw toAppError(failure, 'package-unavailable')
    } finally {
      stopWaiting()
    }
  }

  return {
    of,
    fetchAhead: () => void clock.setTimer(aheadMs, () => void load().catch(() => undefined)),
  }
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/async.html: from base library 2.11.2 */
async function loadPackage(): Promise<Exports> {
  return (await require.async('../../model-answers/index.js')) as Exports
}
