// What lies over the pages of the phone: mask, focus, keyboard and theme of WeUI-like dialogs.
import type { Theme } from '../runtime/host'
import { overlayStyle } from './overlay-style'

export interface OverlayHost {
  root: HTMLElement
  theme: { current(): Theme; onChange(listener: (theme: Theme) => void): () => void }
}

type Attributes = Record<string, string>

/** One element with attributes and children; strings become text, never markup. */
export function element(tag: string, attributes: Attributes, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

export interface Overlay {
  /** Adds `content` to the layer. Returns the function that takes it away. */
  show(content: HTMLElement): () => void
  /**
   * Shows a modal dialog under a mask: focus moves inside and stays there, Escape calls `onDismiss`,
   * and so does a tap on the mask when `maskDismisses`. The returned function closes it and gives the focus back.
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
