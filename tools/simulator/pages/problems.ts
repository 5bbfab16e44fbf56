// Problems → an overlay over the whole window; the server's news of a build → a reload.

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

/** Reloads after a successful build; shows the errors of a failed one. */
export function followServer(): void {
  const events = new EventSource('/events')
  events.addEventListener('reload', () => location.reload())
  events.addEventListener('problems', (event) => showProblems(JSON.parse(event.data as string) as string[]))
}
