// The model answers that come with the app → the one for a question, by its id.
import { dailyAnswers } from './daily'
import { leisureAnswers } from './leisure'
import { natureAnswers } from './nature'
import { peopleAnswers } from './people'
import { placesAnswers } from './places'
import { skillsAnswers } from './skills'
import { technologyAnswers } from './technology'
import { youAnswers } from './you'

const answers = new Map(
  [
    youAnswers,
    dailyAnswers,
    leisureAnswers,
    peopleAnswers,
    placesAnswers,
    natureAnswers,
    technologyAnswers,
    skillsAnswers,
  ].flatMap((family) => Object.entries(family)),
)

/** In paragraphs separated by an empty line, as in an answer of the service. Null for an id that is not in the bank. */
export function modelAnswerOf(id: string): string | null {
  return answers.get(id) ?? null
}
