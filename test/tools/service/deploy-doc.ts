// docs/deploy.md → its blocks of code, which the tests run as they are.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(__dirname, '../../..')
export const deployDoc = readFileSync(join(root, 'docs/deploy.md'), 'utf8')

/** The only block in this language that contains `part`; throws if there is none, or more than one. */
export function blockOf(language: string, part = ''): string {
  const blocks = [...deployDoc.matchAll(/^ *```(\w+)\n([^]*?)^ *```$/gm)]
  const found = blocks.filter(([, name, code]) => name === language && code?.includes(part))
  if (found.length !== 1)
    throw new Error(`docs/deploy.md has ${found.length} ${language} blocks with ${part}`)
  return found[0]?.[2] ?? ''
}
