// All WXML and WXS of a mini program → one JavaScript expression that yields the template groups by path.
import { TmplGroup } from 'glass-easel-template-compiler'
import type { CompileError } from './compile-error'
import { locate } from './compile-error'

/** Keyed by path without extension, relative to the miniprogram folder. */
export interface WxmlSources {
  templates: Map<string, string>
  scripts: Map<string, string>
}

interface TemplateMessage {
  isError: boolean
  level: 'Note' | 'Warn' | 'Error' | 'Fatal'
  message: string
  path: string
  startLine: number
  startColumn: number
}

/**
 * The expression's free variable `wrapListener` is called for every event: (component, event, handler).
 * The compiler's warnings count as errors, except those for code that WeChat accepts silently, and those in npm packages, which the
 * project cannot fix.
 */
export function compileWxml(sources: WxmlSources, folder: string, errors: CompileError[]): string {
  const group = new TmplGroup()
  try {
    group.setExtraRuntimeScript('Q.C=wrapListener;')
    for (const [path, text] of sources.scripts) {
      group.addScript(path, compileWxs(text))
      // WXML refers to a script without its extension, `require` in WXS with it.
      group.addScript(wxs(path), compileWxs(text))
    }
    for (const [path, text] of sources.templates) {
      for (const message of group.addTmpl(
        path,
        text.replace(/<wxs\b[^>]*>[^]*?<\/wxs>/g, compileWxs),
      ) as TemplateMessage[]) {
        if (isHarmless(message) || (path.startsWith('miniprogram_npm/') && isHarmlessInPackage(message)))
          continue
        errors.push({
          file: `${folder}/${path}.wxml`,
          line: message.startLine + 1,
          column: message.startColumn + 1,
          message: message.message,
        })
      }
    }
    for (const [path, text] of sources.templates) {
      const missing = [
        ...(group.getDirectDependencies(path) as string[])
          .filter((name) => !sources.templates.has(name))
          .map(wxml),
        ...(group.getScriptDependencies(path) as string[])
          .filter((name) => !sources.scripts.has(name))
          .map(wxs),
      ]
      for (const name of missing) {
        const base = name.slice(name.lastIndexOf('/') + 1)
        errors.push({
          file: `${folder}/${path}.wxml`,
          ...locate(text, base),
          message: `no such file: ${name}`,
        })
      }
    }
    return group.getTmplGenObjectGroups()
  } finally {
    group.free()
  }
}

/** Occurs in WeChat's own demo: notes (capitals in tag names), and duplicate or unknown attributes. */
const isHarmless = ({ level, message }: TemplateMessage) =>
  level === 'Note' || (level === 'Warn' && / attribute( prefix)?$/.test(message))
/** Content inside `<slot>` is ignored, as in WeChat. */
const isHarmlessInPackage = ({ isError, message }: TemplateMessage) =>
  !isError || message === 'child nodes are not allowed for this element'
/** In WXS `constructor` is the constructor's name: `[].constructor === 'Array'` (WXS syntax / Data types). */
const compileWxs = (text: string) => text.replace(/\.constructor\b/g, '.constructor.name')
const wxml = (name: string) => `${name}.wxml`
const wxs = (name: string) => `${name}.wxs`
