// All WXML and WXS of a mini program → one JavaScript expression that yields the template groups by path.
import type { Position } from 'acorn'
import { TmplGroup } from 'glass-easel-template-compiler'
import { locate, placeAt, type CompileErrors } from './compile-error'
import { withTurns } from './turns'

interface TemplateMessage {
  isError: boolean
  level: 'Note' | 'Warn' | 'Error' | 'Fatal'
  message: string
  path: string
  startLine: number
  startColumn: number
}

/** By path without extension, relative to the miniprogram folder. */
type Sources = ReadonlyMap<string, string>

/**
 * The expression's free variables: `wrapListener` is called for every event with (component, event, handler, path), `wrapObserver` for
 * every `change:property` with (observer, path), `missTemplate` for each `<template is>` that finds none with (path, name),
 * `simulatorTurn` as turns.ts says.
 * The compiler's warnings count as errors, except those for code that WeChat accepts silently, and those in npm packages, which the
 * project cannot fix.
 */
export function compileWxml(templates: Sources, scripts: Sources, errors: CompileErrors): string {
  const group = new TmplGroup()

  /**
   * In WXS `constructor` is the constructor's name: `[].constructor === 'Array'` (WXS syntax / Data types), and getRegExp's text keeps
   * its backslashes, single or double: Vant, TDesign and Wux write `getRegExp('^\d+$')`. `before`: what is above it in its file.
   */
  function compileWxs(text: string, name: string, before = ''): string {
    try {
      const code = withTurns(text, () => errors.fileOf(name))
        .replace(/\.constructor\b/g, '.constructor.name')
        .replace(/\bgetRegExp\(\s*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")/g, (call) =>
          call.replace(/\\(\\|.)/g, (pair, next: string) => (/[\\'"]/.test(next) ? pair : `\\${pair}`)),
        )
      return code && `var ${notInWxs};${code}`
    } catch (error) {
      const { message, loc } = error as SyntaxError & { loc: Position }
      const line = loc.line + before.split('\n').length - 1
      errors.report(name, message.replace(/ \(.*\)$/, ''), { line, column: loc.column + 1 })
      return ''
    }
  }

  try {
    // null is a text, as the official compiler has it (dcloudio/uni-app #2610 shows it on a phone)
    const texts = "Y=function(a){return a===undefined?'':String(a)};"
    group.setExtraRuntimeScript(`Q.A=wrapObserver;Q.C=wrapListener;${texts}`)
    for (const [path, text] of scripts) {
      const code = compileWxs(text, wxs(path))
      group.addScript(path, code)
      // WXML refers to a script without its extension, `require` in WXS with it.
      group.addScript(wxs(path), code)
    }
    for (const [path, text] of templates) {
      const compiled = text.replace(parts, (all, tag: string | undefined, code: string, at: number) => {
        if (tag) return tag + compileWxs(code, wxml(path), text.slice(0, at) + tag)
        // glass-easel can, WeChat cannot: Two-way binding
        if (/^<.*\smodel:[\w-]+="(?!\{\{\s*[\w$]+\s*\}\}")/s.test(all))
          errors.report(wxml(path), 'model: takes the name of one field', placeAt(text, at))
        return /^(<|\{\{)/.test(all) ? all : compileText(all)
      })
      for (const told of group.addTmpl(path, compiled + anyScript) as TemplateMessage[]) {
        const { message, startLine, startColumn } = told
        const isLost = /^wx:el/.test(compiled.split('\n')[startLine]?.slice(startColumn) ?? '')
        const isQuiet = isHarmless(told) || (path.startsWith('miniprogram_npm/') && isHarmlessInPackage(told))
        if (isQuiet && !isLost) continue
        const place = { line: startLine + 1, column: startColumn + 1 }
        errors.report(wxml(path), isLost ? 'there is no wx:if before it' : message, place)
      }
    }
    for (const [path, text] of templates) {
      const missing = [
        ...(group.getDirectDependencies(path) as string[]).filter((name) => !templates.has(name)).map(wxml),
        ...(group.getScriptDependencies(path) as string[]).filter((name) => !scripts.has(name)).map(wxs),
      ]
      for (const name of missing) {
        const base = name.slice(name.lastIndexOf('/') + 1)
        errors.report(wxml(path), `no such file: ${name}`, locate(text, base))
      }
    }
    return group
      .getTmplGenObjectGroups()
      .replace(/(G\[("(?:\\.|[^"\\])*")\]=\(\(\)=>\{)var H=/g, '$1var $path=$2;var H=')
      .replaceAll('return S[P]}', 'return S[P]||missTemplate($path,P)}')
  } finally {
    group.free()
  }
}

/** Occurs in WeChat's own demo and in TDesign: notes (capitals in tag names), and duplicate, unknown or misnamed attributes. */
const isHarmless = ({ level, message }: TemplateMessage) =>
  level === 'Note' || (level === 'Warn' && /attribute( prefix| name)?$/.test(message))
/** Content inside `<slot>` is ignored, as in WeChat. */
const isHarmlessInPackage = ({ isError, message }: TemplateMessage) =>
  !isError || message === 'child nodes are not allowed for this element'
/** Globals that WXS lacks, as run in the official compiler's code; it has those of "WXS syntax / Basic library". */
const notInWxs = 'window,document,globalThis,Object,Array,Promise,Map,Set,Symbol,Proxy,Reflect,setTimeout'
/** Only templates with a script of their own call `wrapListener`. */
const anyScript = '<wxs module="simulator">module.exports = {}</wxs>'
/** Of WXML: a script's tag and code, or a comment, another tag, an expression, a text. */
const parts =
  /(<wxs\b[^>]*[^/>]>)([^]*?)(?=<\/wxs>)|<!--[^]*?-->|<(?:"[^"]*"|'[^']*'|[^"'>])*>|\{\{[^]*?\}\}|[^<{]+/g
/** WeChat leaves a text's entities to `<text decode>`, and `\n` ends a line. */
const compileText = (text: string) => text.replace(/&(?=#?\w+;)/g, '&amp;').replace(/\\n/g, '\n')
const wxml = (name: string) => `${name}.wxml`
const wxs = (name: string) => `${name}.wxs`
