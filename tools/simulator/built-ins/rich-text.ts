// rich-text's nodes (a list or HTML) → DOM nodes with the tags and attributes that WeChat permits, and scoped classes.
import { compileLengths } from '../lengths'

/** https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html */
const tags = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em
  fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small
  span strong sub sup table tbody td tfoot th thead tr tt u ul`.split(/\s+/),
)
const attributes = new Set(
  'style width height alt colspan rowspan span align start type dir color size face'.split(' '),
)

interface RichNode {
  type?: string
  name?: string
  text?: string
  attrs?: Record<string, unknown>
  children?: RichNode[]
}

/** Classes as written → as they are named in the document. */
type Scope = (classes: string) => string

/** Drops anything not permitted, with its content: no script, link target or event attribute passes. */
export function renderRichText(value: unknown, scope: Scope): Node[] {
  // the parsed document is inert: it loads and runs nothing
  const parse = (html: string) => toNodes(new DOMParser().parseFromString(html, 'text/html').body)
  const list = typeof value === 'string' ? parse(value) : Array.isArray(value) ? (value as RichNode[]) : []
  return list.flatMap((node) => render(node, scope))
}

function render(node: RichNode, scope: Scope): Node[] {
  if (node.type === 'text' || (node.name === undefined && node.text !== undefined))
    return [document.createTextNode(decodeEntities(node.text ?? ''))]
  const name = node.name?.toLowerCase() ?? ''
  if (!tags.has(name)) return []
  const element = document.createElement(name)
  for (const [key, raw] of Object.entries(node.attrs ?? {})) {
    const text = String(raw)
    if (key === 'class') element.className = scope(text)
    else if (key === 'style') element.setAttribute('style', compileLengths(text))
    else if (key === 'src' && name === 'img' && /^(https?:|data:image\/|\/)/.test(text))
      element.setAttribute('src', text)
    else if (attributes.has(key)) element.setAttribute(key, text)
  }
  element.append(...(node.children ?? []).flatMap((child) => render(child, scope)))
  return [element]
}

function toNodes(parent: Node): RichNode[] {
  return [...parent.childNodes].flatMap((child): RichNode[] => {
    if (child.nodeType === Node.TEXT_NODE)
      return [{ type: 'text', text: escapeAmpersands(child.textContent ?? '') }]
    if (!(child instanceof Element)) return []
    const attrs = Object.fromEntries([...child.attributes].map(({ name, value }) => [name, value]))
    return [{ name: child.localName, attrs, children: toNodes(child) }]
  })
}

const escapeAmpersands = (text: string) => text.replace(/&/g, '&amp;')

/** Text in a node list contains entities. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  const area = document.createElement('textarea')
  area.innerHTML = text
  return area.value
}
