// Stage: what went wrong → words over the whole window; and the server's word that files have changed → a new page.

/** One problem a line, `file:line:column message` where it is known. Replaces what was shown before. */
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

/** Reloads after each build that went well, shows the errors of one that did not. */
export function followServer(): void {
  const events = new EventSource('/events')
  events.addEventListener('reload', () => location.reload())
  events.addEventListener('problems', (event) => showProblems(JSON.parse(event.data as string) as string[]))
}
