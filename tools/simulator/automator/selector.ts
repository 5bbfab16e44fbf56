// A selector in terms of WXML → the elements of one template that match it. A component's inside is a template of its own.
import { glassEasel } from 'glass-easel-miniprogram-adapter'

export type EaselElement = glassEasel.Element

/** One compound of a selector, such as `button.primary[data-tap="star"]`. */
interface Step {
  tag: string
  id: string
  classes: string[]
  attributes: { name: string; value: string | undefined }[]
  /** The step before it must match the parent, not just any ancestor. */
  isChild: boolean
}

/** The elements below `scope` in document order; below a component also those of its own template, which come first. */
export function select(scope: EaselElement, selector: string): EaselElement[] {
  const unions = selector.split(/,(?![^[]*\])/).map(parse)
  const found: EaselElement[] = []
  const walk = (parent: EaselElement): void => {
    for (const child of parent.childNodes) {
      if (!glassEasel.Element.isElement(child)) continue
      if (isRendered(child) && unions.some((steps) => isMatch(child, steps))) found.push(child)
      walk(child)
    }
  }
  const inside = isCustom(scope) ? scope.getShadowRoot() : undefined
  if (inside) walk(inside)
  walk(scope)
  return found
}

/** A component of the mini program, or one of its pages. */
export function isCustom(element: EaselElement): element is glassEasel.GeneralComponent {
  return glassEasel.Component.isComponent(element) && !element.is.startsWith('built-in/')
}

export function tagOf(element: EaselElement): string {
  return (element as { tagName?: string }).tagName ?? (element as { is?: string }).is ?? ''
}

export function domOf(element: EaselElement): HTMLElement | null {
  return element.$$ as unknown as HTMLElement | null
}

export function attributeOf(element: EaselElement, name: string): string | null {
  const data = /^data-(.+)$/.exec(name)?.[1]
  if (data === undefined) return domOf(element)?.getAttribute(name) ?? null
  const value = element.dataset[data.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())]
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `wx:if` and slots are nodes without an element, and a component without a slot shows no content. */
function isRendered(element: EaselElement): boolean {
  return !glassEasel.VirtualNode.isVirtualNode(element) && domOf(element)?.isConnected === true
}

function parse(selector: string): Step[] {
  const steps: Step[] = []
  let isChild = false
  for (const token of selector.match(/(\[[^\]]*\]|[^\s>[])+|>+/g) ?? []) {
    if (token === '>') {
      isChild = true
      continue
    }
    const [, tag = '', rest] = /^(\*|[a-z][\w-]*)?((?:#[\w-]+|\.[\w-]+|\[[^\]]+\])*)$/i.exec(token) ?? []
    if (rest === undefined) throw new Error(`not in the simulator: the selector "${selector}"`)
    const names = (pattern: RegExp) => [...rest.matchAll(pattern)]
    steps.push({
      tag: tag === '*' ? '' : tag,
      id: names(/#([\w-]+)/g)[0]?.[1] ?? '',
      classes: names(/\.([\w-]+)(?![^[]*\])/g).map(([, name = '']) => name),
      attributes: names(/\[([\w-]+)(?:=["']?([^"'\]]*)["']?)?\]/g).map(([, name = '', value]) => ({
        name,
        value,
      })),
      isChild,
    })
    isChild = false
  }
  if (steps.length === 0) throw new Error(`not a selector: "${selector}"`)
  return steps
}

function isMatch(element: EaselElement, steps: Step[]): boolean {
  const step = steps.at(-1)
  if (!step) return true
  if (!matches(element, step)) return false
  const before = steps.slice(0, -1)
  if (before.length === 0) return true
  for (let parent = parentOf(element); parent; parent = parentOf(parent)) {
    if (isMatch(parent, before)) return true
    if (step.isChild) return false
  }
  return false
}

function matches(element: EaselElement, { tag, id, classes, attributes }: Step): boolean {
  return (
    (tag === '' || tagOf(element) === tag) &&
    (id === '' || element.id === id) &&
    classes.every((name) => element.classList?.contains(name)) &&
    attributes.every(({ name, value }) => {
      const found = attributeOf(element, name)
      return value === undefined ? found !== null : found === value
    })
  )
}

function parentOf(element: EaselElement): EaselElement | null {
  let parent = element.parentNode
  while (parent && glassEasel.VirtualNode.isVirtualNode(parent)) parent = parent.parentNode
  return parent
}
