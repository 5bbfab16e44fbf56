// Sources → what an operator has yet to fill in. `npm run compile` needs none of it, WeChat's reviewers and students do.
import { locate } from './problem'
import type { Problem } from './problem'
import type { Project } from './project'

const placeholder = 'api.example.com'

export function findPlaceholders({ folder, has, read }: Project): Problem[] {
  const file = `${folder}/config.ts`
  const text = has(file) ? read(file) : ''
  if (!text.includes(placeholder)) return []
  const message = `${placeholder} is a placeholder: put in the address of your service (docs/deploy.md, 4)`
  return [{ file, ...locate(text, placeholder), message }]
}
