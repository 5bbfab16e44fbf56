// A scenario → an engine's answer, at the clock's pace. It does not listen: the recording has been checked, no more.
import type { Clock } from '../../clock'
import type { AnswerRequest, Engine, Step } from '../../engine'
import { scenarios, type Scenario } from './scenarios'

const about = `This is a stand-in for the ChatService of IELTS Speaking Part 1. It does not listen to the audio: it checks the
request as the real gateway would and streams one of the model answers written out in it.

POST /chat_completion.ChatService/ielts_speaking_p1_generate
POST /scenario/NAME/chat_completion.ChatService/ielts_speaking_p1_generate
     /scenario/NAME;ms=N/…   with N ms for every pause
GET  /scenario               the scenarios
GET  /log                    the last 100 requests
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
