// JSON files → all their syntax errors. The official compiler stops at the first one.
import { transform } from 'esbuild'
import type { TransformFailure } from 'esbuild'
import type { Problem } from './problem'
import type { Project } from './project'

/** Also checks project.config.json, which is uploaded although it is outside the mini program's folder. */
export async function checkJson(project: Project): Promise<Problem[]> {
  const files = ['project.config.json', ...project.files.filter((file) => file.endsWith('.json'))]
  const problems = await Promise.all(files.map((file) => checkSyntax(file, project.read(file))))
  return problems.flat()
}

async function checkSyntax(file: string, text: string): Promise<Problem[]> {
  try {
    // JSON.parse does not report the line
    await transform(text, { loader: 'json', logLevel: 'silent' })
    return []
  } catch (error) {
    return (error as TransformFailure).errors.map(({ location, text: message }) => ({
      file,
      line: location?.line ?? 1,
      column: (location?.column ?? 0) + 1,
      message,
    }))
  }
}

/** The file's object, or an empty one if it cannot be read, which `checkJson` reports. */
export function readJson(project: Project, file: string): Record<string, unknown> {
  try {
    const value = JSON.parse(project.read(file)) as unknown
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
