// A text → its speech, by a model behind an OpenAI-compatible API.
import type { Clock } from '../../clock'
import { readMp3 } from '../../mp3'
import { ownPlaces } from '../../places'
import type { Voice } from '../../voice'
import { chatRefusal, cutShort, refusalFacts, stalled } from './failures'
import { parseJson } from './json'
import { post, readBytes } from './post'
import { authorization, type VoiceSettings } from './settings'
import { createStallWatch } from './stall-watch'
import { errorInside, UpstreamError } from './upstream-error'
import { createUpstreamQueue } from './upstream-queue'

/** Two minutes at 256 kb/s. */
const mp3MaxBytes = 4_000_000

/** Nothing is retried, as with the other models. */
export function createOpenAiVoice(settings: VoiceSettings, clock: Clock): Voice {
  const { model, voice, extra, concurrency, queueMax, maxMs } = settings
  const places = ownPlaces(concurrency)
  const queue = createUpstreamQueue({ places, queueMax, queueWaitMaxMs: maxMs / 2 }, clock)
  return {
    load: () => ({ running: queue.running, waiting: queue.waiting }),
    async speak({ text, student, signal, onAsked, report }) {
      const queuedAtMs = clock.nowMs()
      const leave = await queue.enter(student, signal)
      report({ queuedMs: Math.round(clock.nowMs() - queuedAtMs) })
      const timeout = createStallWatch(clock, maxMs)
      const anyAbort = AbortSignal.any([signal, timeout.signal])
      try {
        onAsked()
        const response = await post({
          url: `${model.baseUrl}/audio/speech`,
          headers: { ...authorization(model), 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...extra, model: model.model, voice, input: text, response_format: 'mp3' }),
          signal: anyAbort,
        })
        const { bytes, isWhole } = await readBytes(response, mp3MaxBytes)
        anyAbort.throwIfAborted()
        if (bytes.length > mp3MaxBytes) throw notMp3()
        if (!isWhole) throw cutShort()
        if ('fault' in readMp3(bytes)) throw errorInside(parseJson(bytes.toString())) ?? notMp3()
        return bytes
      } catch (error) {
        if (timeout.signal.aborted) throw stalled()
        report(refusalFacts(error))
        throw chatRefusal(error)
      } finally {
        timeout.end()
        leave()
      }
    },
  }
}

const notMp3 = () => new UpstreamError({ verdict: 'misconfigured', codes: ['no-mp3'] })
