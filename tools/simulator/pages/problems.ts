// Problems → an overlay over the whole window.
import { missingApi } from '../wx/api'

/** What WeChat has and the simulator lacks. */
export function refuse(name: string): never {
  throw new Error(`not in the simulator: ${name}`)
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
  const box = document.createElement('pre')
  box.className = 'simulator-problems'
  box.setAttribute('role', 'alert')
  box.style.cssText =
    'position:fixed;inset:0;z-index:9;margin:0;padding:24px;overflow:auto;white-space:pre-wrap'
  box.textContent = problems.join('\n')
  document.body.append(box)
}
