// Dialogs → a layer over the phone's pages, with mask, focus handling, keyboard and theme, in WeUI's style.
import type { Theme } from '../host'
import overlayStyle from './overlay.css'

export interface OverlayHost {
  root: HTMLElement
  theme: { current(): Theme; onChange(listener: (theme: Theme) => void): () => void }
}

type Attributes = Record<string, string>

/** Creates an element; strings become text, never markup. */
export function element(tag: string, attributes: Attributes, ...children: (Node | string)[]): HTMLElement {
  const created = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value)
  created.append(...children)
  return created
}

export interface Overlay {
  /** Adds `content` to the layer. Returns a function that removes it. */
  show(content: HTMLElement): () => void
  /**
   * Shows a modal dialog over a mask. Focus moves inside and stays there. Escape calls `onDismiss`, as does a tap on the mask with
   * `maskDismisses`. Returns a function that closes the dialog and restores the focus.
   */
  showDialog(dialog: HTMLElement, onDismiss: () => void, maskDismisses: boolean): () => void
}

export function createOverlay({ root, theme }: OverlayHost): Overlay {
  const layer = element('div', { class: 'simulator-overlay' })
  const paint = (): void => layer.setAttribute('data-theme', theme.current())
  theme.onChange(paint)
  paint()
  root.append(element('style', {}, overlayStyle), layer)

  function show(content: HTMLElement): () => void {
    layer.append(content)
    return () => content.remove()
  }

  return {
    show,
    showDialog(dialog, onDismiss, maskDismisses) {
      const focusedBefore = document.activeElement
      const mask = element('div', { class: 'mask' })
      const stage = element('div', { class: 'stage' }, mask, dialog)
      if (maskDismisses) mask.onclick = onDismiss
      stage.onkeydown = (event) => {
        if (event.key === 'Escape') {
          event.stopPropagation()
          onDismiss()
        }
        if (event.key !== 'Tab') return
        const focusable = [...dialog.querySelectorAll<HTMLElement>('button, input, textarea, select')]
        const edge = event.shiftKey ? focusable[0] : focusable.at(-1)
        if (document.activeElement !== edge) return
        event.preventDefault()
        ;(event.shiftKey ? focusable.at(-1) : focusable[0])?.focus()
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
