// Problems → an overlay over the whole window.
import { missingApi } from '../wx/api'
import { element } from '../wx/overlay'

/** What WeChat has and the simulator lacks. */
export function refuse(name: string): never {
  throw new Error(`not in the simulator: ${name}`)
}

/** Methods that WeChat has and the simulator lacks; `of` is their object's name in the message. */
export function refusing(names: string, of = ''): Record<string, () => never> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, () => refuse(of + name)]))
}

/** What was thrown, with its stack if it has one. */
export function textOf(error: unknown): string {
  const text =
    error instanceof Error ? (error.stack ?? error.message) : (JSON.stringify(error) ?? 'undefined')
  return [missingApi(error), text].filter(Boolean).join('\n')
}

/** Shows one problem per line, as `file:line:column message` where known. Replaces the previous list. */
export function showProblems(problems: string[]): void {
  document.querySelector('.simulator-problems')?.remove()
  if (problems.length === 0) return
  // phone.css may not be there yet
  const style = 'position:fixed;inset:0;z-index:9;margin:0;padding:24px;overflow:auto;white-space:pre-wrap'
  const attributes = { class: 'simulator-problems', role: 'alert', style }
  document.body.append(element('pre', attributes, problems.join('\n')))
}
