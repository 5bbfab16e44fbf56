// Dialogs → a layer over the phone's pages, with mask, focus handling, keyboard and theme, in WeUI's style.
import type { SimulatorHost } from '../host'
import overlayStyle from './overlay.css'

/** Creates an element; strings become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value)
  created.append(...children)
  return created
}

export type Overlay = ReturnType<typeof createOverlay>

export function createOverlay({ root, theme }: Pick<SimulatorHost, 'root' | 'theme'>) {
  const layer = element('div', { class: 'simulator-overlay' })
  const paint = (): void => layer.setAttribute('data-theme', theme.current())
  theme.onChange(paint)
  paint()
  root.append(element('style', {}, overlayStyle), layer)

  /** Adds `content` to the layer. Returns a function that removes it. */
  function show(content: HTMLElement): () => void {
    layer.append(content)
    return () => content.remove()
  }

  return {
    show,
    /**
     * Shows a modal dialog over a mask. Focus moves inside and stays there. Escape calls `onDismiss`, as does a tap on the mask with
     * `maskDismisses`. Returns a function that closes the dialog and restores the focus.
     */
    showDialog(dialog: HTMLElement, onDismiss: () => void, maskDismisses: boolean): () => void {
      const focusedBefore = document.activeElement
      const mask = element('div', { class: 'mask' })
      const stage = element('div', { class: 'stage' }, mask, dialog)
      dialog.setAttribute('aria-modal', 'true')
      if (maskDismisses) mask.onclick = onDismiss
      stage.onkeydown = (event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          onDismiss()
        }
        if (event.key !== 'Tab') return
        const focusable = [...dialog.querySelectorAll<HTMLElement>('button, input, textarea, select')]
        if (event.shiftKey) focusable.reverse()
        if (document.activeElement !== focusable.at(-1)) return
        event.preventDefault()
        focusable[0]?.focus()
      }
      const close = show(stage)
      const first = dialog.querySelector<HTMLElement>('textarea, .primary') ?? dialog.querySelector('button')
      first?.focus({ preventScroll: true })
      return () => {
        close()
        if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true })
      }
    },
  }
}
