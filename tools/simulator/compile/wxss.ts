// WXSS → CSS for one document that holds all pages: lengths scale with the phone, selectors only match their own file's scope.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import type { AtRule, ChildNode, Root } from 'postcss'
import parseSelector from 'postcss-selector-parser'
import { compileLengths } from '../lengths'
import { PATH_ATTRIBUTE, SCOPE_TOKEN, domName } from '../program'
import type { CompileErrors } from './compile-error'

export interface WxssSource {
  /** Absolute path of the folder that holds app.json. */
  miniprogramRoot: string
  /** Relative to it, without extension. */
  path: string
  kind: 'app' | 'page' | 'component'
}

/** The CSS contains everything that could be parsed. */
export function compileWxss(source: WxssSource, errors: CompileErrors): string {
  const { miniprogramRoot } = source
  const relative = (file: string) => path.relative(miniprogramRoot, file).split(path.sep).join('/')
  const report = ({ source: from }: ChildNode, message: string) =>
    errors.report(relative(from?.input.file ?? ''), message, from?.start)

  /** The file with its imports inlined. */
  function load(file: string, importers: string[]): Root {
    let root: Root
    try {
      root = postcss.parse(readFileSync(file, 'utf8'), { from: file })
    } catch (error) {
      if (!(error instanceof postcss.CssSyntaxError)) throw error
      errors.report(relative(file), error.reason, error)
      return postcss.root()
    }
    root.walkAtRules('import', (rule) => {
      const target = /^(?:url\(\s*)?['"]([^'"]+)['"]\s*\)?$/.exec(rule.params)?.[1]
      if (target === undefined) return report(rule, `cannot read @import ${rule.params}`)
      const imported = path.resolve(
        target.startsWith('/') ? miniprogramRoot : path.dirname(file),
        `./${target}`,
      )
      if (imported === file || importers.includes(imported))
        return report(rule, `circular @import: ${target}`)
      if (existsSync(imported)) return void rule.replaceWith(load(imported, [...importers, file]).nodes)
      report(rule, `@import: no such file: ${target}`)
      rule.remove()
    })
    return root
  }

  const root = load(path.join(miniprogramRoot, `${source.path}.wxss`), [])
  renameKeyframes(root, source)
  root.walkDecls((declaration) => {
    const url = /url\(\s*['"]?(?!data:|https?:|\/\/|wxfile:|#|%23)([^'")]+)/.exec(declaration.value)?.[1]
    // On phones WXSS cannot read the package's files: https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxss.html
    if (url !== undefined) report(declaration, `WXSS can't use the local file ${url}: use <image> or base64`)
    declaration.value = compileLengths(declaration.value)
  })
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as AtRule).name)) return
    if (rule.parent?.type === 'rule') return report(rule, 'a rule inside another one: WXSS has none')
    try {
      rule.selectors = rule.selectors.map((selector) => compileSelector(selector, source))
    } catch (error) {
      report(rule, error instanceof Error ? error.message : String(error))
    }
  })
  root.walkAtRules('media', compileMedia)
  return root.toString()
}

/** On a phone each page is a separate document, so two pages may use the same name. */
function renameKeyframes(root: Root, source: WxssSource): void {
  if (source.kind === 'app') return
  const names = new Map<string, string>()
  root.walkAtRules(/keyframes$/, (rule) => {
    const renamed = `${rule.params}-${source.path.replace(/[^\w-]/g, '-')}`
    names.set(rule.params, renamed)
    rule.params = renamed
  })
  root.walkDecls(/^(-webkit-)?animation(-name)?$/, (declaration) => {
    declaration.value = declaration.value.replace(/[\w-]+/g, (word) => names.get(word) ?? word)
  })
}

function compileSelector(selector: string, source: WxssSource): string {
  let namesPage = false
  const page = source.kind === 'page' ? `:where([${PATH_ATTRIBUTE}="${source.path}"])` : ''
  const compiled = parseSelector((root) => {
    root.walk((node) => {
      if (node.type === 'tag') {
        if (node.value === 'page') {
          namesPage = true
          node.value = `wx-page${page}`
        } else node.value = domName(node.value)
      } else if (node.type === 'class' && source.kind !== 'app') {
        node.value = `${SCOPE_TOKEN}${node.value}`
      } else if (node.type === 'id') {
        // In the DOM an id has its component instance's prefix. `#_` matches nothing but adds an id's specificity.
        node.replaceWith(parseSelector.pseudo({ value: `:is([id$="--${node.value}"],#_)` }))
      } else if (node.type === 'pseudo' && node.value.startsWith(':nth-')) {
        // its `2n` and `odd` are no tags
        node.replaceWith(parseSelector.pseudo({ value: String(node) }))
      } else if (node.type === 'pseudo' && node.value === ':host') {
        if (node.length > 0) throw new Error(`not in the simulator: ${String(node)}`)
        node.replaceWith(parseSelector.pseudo({ value: `[${PATH_ATTRIBUTE}="${source.path}"]` }))
      }
    })
  }).processSync(selector.trim())
  return page !== '' && !namesPage ? `${page} ${compiled}` : compiled
}

/** Sizes refer to the page, not the browser window; the colour scheme is the phone's. */
function compileMedia(rule: AtRule): void {
  const scheme = /prefers-color-scheme\s*:\s*(dark|light)/.exec(rule.params)?.[1]
  const others = rule.params
    .split(/\s+and\s+/)
    .filter((each) => !/^((only\s+)?(screen|all)|\(\s*prefers-color-scheme.*)$/.test(each))
  if (scheme !== undefined)
    rule.walkRules((inner) => {
      inner.selectors = inner.selectors.map((selector) => `:where([data-theme="${scheme}"]) ${selector}`)
    })
  if (/width|height|orientation|aspect-ratio/.test(rule.params)) {
    rule.name = 'container'
    rule.params = `page ${others.join(' and ')}`
  } else if (others.length === 0) rule.replaceWith(rule.nodes ?? [])
  else if (scheme !== undefined) rule.params = others.join(' and ')
}
