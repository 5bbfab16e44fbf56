// A selector in terms of WXML → the elements of one template that match it. A component's inside is a template of its own.
import { glassEasel } from 'glass-easel-miniprogram-adapter'

export type EaselElement = glassEasel.Element
/** What one part of a selector, such as `.primary`, asks of an element. */
type Question = (element: EaselElement) => boolean

/** The elements below `scope`; in a component or page first those of its own template. */
export function select(scope: EaselElement, selector: string): EaselElement[] {
  if (selector === 'page' && tagOf(scope) === 'page') return [scope]
  const paths = selector.split(/,(?![^[]*\])/).map((path) => path.match(/(\[[^\]]*\]|[^\s>[])+|>/g) ?? [])
  const inside = isCustom(scope) ? scope.getShadowRoot() : null
  return [...(inside ? descendants(inside) : []), ...descendants(scope)].filter((element) =>
    paths.some((path) => isAtEnd(element, path)),
  )
}

/** Of the mini program, not one of WeChat's. A page is one, too. */
export function isCustom(element: EaselElement): element is glassEasel.GeneralComponent {
  return glassEasel.Component.isComponent(element) && !element.is.startsWith('built-in/')
}

export function tagOf(element: EaselElement): string {
  return (element as { tagName?: string }).tagName ?? ''
}

export function domOf(element: EaselElement): HTMLElement {
  const dom = element.$$ as unknown as HTMLElement | null
  if (!dom?.isConnected) throw new Error('no such element: it is no longer on the page')
  return dom
}

export function attributeOf(element: EaselElement, name: string): unknown {
  const key = name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())
  return name.startsWith('data-')
    ? element.dataset[key.slice(4, 5).toLowerCase() + key.slice(5)]
    : domOf(element).getAttribute(name)
}

/** Without `wx:if`, slots and the content of components without a slot, which have no place on the page. */
function* descendants(parent: EaselElement): Generator<EaselElement> {
  for (const child of parent.childNodes) {
    if (!glassEasel.Element.isElement(child)) continue
    const dom = child.$$ as unknown as HTMLElement | null
    if (!glassEasel.VirtualNode.isVirtualNode(child) && dom?.isConnected) yield child
    yield* descendants(child)
  }
}

/** `path`: compounds, with `>` between a parent and its child. */
function isAtEnd(element: EaselElement, path: string[]): boolean {
  const before = path.slice(0, -1)
  if (!questionsOf(path.at(-1) ?? '').every((isTrue) => isTrue(element))) return false
  const isChild = before.at(-1) === '>'
  if (isChild) before.pop()
  if (before.length === 0) return true
  for (let parent = parentOf(element); parent; parent = parentOf(parent)) {
    if (isAtEnd(parent, before)) return true
    if (isChild) return false
  }
  return false
}

function questionsOf(compound: string): Question[] {
  const parts = compound.match(/[.#]?[\w-]+|\*|\[[^\]]*\]|./g) ?? ['']
  return parts.map((part) => {
    const [, name = '', value] = /^\[([\w-]+)(?:=["']?(.*?)["']?)?\]$/.exec(part) ?? []
    if (name !== '' && value === undefined) return (element) => (attributeOf(element, name) ?? null) !== null
    if (name !== '') return (element) => `${attributeOf(element, name) as string}` === value
    if (/^\w/.test(part)) return (element) => tagOf(element) === part
    if (/^#./.test(part)) return (element) => element.id === part.slice(1)
    if (/^\../.test(part)) return (element) => element.classList?.contains(part.slice(1)) === true
    if (part === '*') return () => true
    throw new Error(`not in the simulator: the selector "${compound}"`)
  })
}

function parentOf(element: EaselElement): EaselElement | null {
  let parent = element.parentNode
  while (parent && glassEasel.VirtualNode.isVirtualNode(parent)) parent = parent.parentNode
  return parent
}
