// A scenario → an answer at the clock's pace. The recording has been validated; nobody listens to it.
import type { Clock } from '../../clock'
import type { AnswerRequest, Engine, Step } from '../../engine'
import { scenarios, type Scenario } from './scenarios'

const about = `This is a mock of the ChatService of IELTS Speaking Part 1. It validates requests as the real gateway would,
but ignores the audio and streams one of its built-in model answers.

POST /chat_completion.ChatService/ielts_speaking_p1_generate
POST /scenario/NAME/chat_completion.ChatService/ielts_speaking_p1_generate
     /scenario/NAME;ms=N/…   the same with pauses of N ms
POST /stop                   ends an answer that is kept (scenarios kept and lift)
POST /speech                 reads a text aloud, if a synthesiser is installed
GET  /scenario               lists the scenarios
GET  /log                    lists the last 100 requests
`

export function createScriptedEngine(clock: Clock): Engine {
  async function* steps(scenario: Scenario, request: AnswerRequest): AsyncIterable<Step> {
    for (const step of scenario.steps(request)) {
      if (request.signal.aborted) return
      if (!('waitMs' in step)) yield step
      else if (step.waitMs > 0) await clock.wait(step.waitMs, request.signal)
    }
  }

  return {
    about,
    answering(name = 'ok') {
      const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
      return scenario && { ...scenario, name, steps: (request) => steps(scenario, request) }
    },
    scenarios: Object.entries(scenarios).map(([name, { description }]) => ({ name, description })),
  }
}
