// Many students, each with every habit → what became of them.
import { lifeOf, live, type Habit, type Outcome } from './student'

const habits: readonly Habit[] = ['plan', 'season in order', 'random in season', 'in order', 'random']

export interface HabitResult {
  readonly habit: Habit
  /** Means over all students, and the worst twentieth. */
  readonly covered: number
  readonly coveredWorst: number
  readonly complete: number
  readonly recall: number
  readonly recallWorst: number
  readonly brokenPromises: number
}

export function tableOf(count: number): { readonly results: readonly HabitResult[]; readonly text: string } {
  const lives = Array.from({ length: count }, (_, seed) => lifeOf(seed + 1))
  const results = habits.map((habit) =>
    resultOf(
      habit,
      lives.map((life) => live(life, habit)),
    ),
  )
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(9)
  const lines = results.map(({ habit, covered, coveredWorst, complete, recall, recallWorst }) =>
    [habit.padEnd(18), ...[covered, coveredWorst, complete, recall, recallWorst].map(percent)].join(''),
  )
  const head = `${'habit'.padEnd(18)}  spoken×2  worst 5%  complete    recall  worst 5%`
  const promises = `promises of the first day that were broken: ${results[0]?.brokenPromises ?? 0}`
  return { results, text: [`${count} students`, head, ...lines, promises].join('\n') }
}

function resultOf(habit: Habit, outcomes: readonly Outcome[]): HabitResult {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / outcomes.length
  const worst = (of: (outcome: Outcome) => number): number =>
    outcomes.map(of).sort((one, other) => one - other)[Math.floor(outcomes.length / 20)] ?? 0
  return {
    habit,
    covered: mean(({ covered }) => covered),
    coveredWorst: worst(({ covered }) => covered),
    complete: mean(({ isComplete }) => (isComplete ? 1 : 0)),
    recall: mean(({ recall }) => recall),
    recallWorst: worst(({ recall }) => recall),
    brokenPromises: outcomes.filter(({ brokenPromise }) => brokenPromise).length,
  }
}
