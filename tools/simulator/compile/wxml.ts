// Stage: all WXML and WXS of a mini program → one JavaScript expression, the template groups by path.
import { TmplGroup } from 'glass-easel-template-compiler'
import type { CompileError } from './compile-error'
import { locate } from './compile-error'

/** By path without extension, relative to the miniprogram folder. */
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
 * A warning of the compiler is an error here, but for those that WeChat's takes without a word, and in npm packages,
 * which nobody here can mend.
 */
export function compileWxml(sources: WxmlSources, folder: string, errors: CompileError[]): string {
  const group = new TmplGroup()
  try {
    group.setExtraRuntimeScript('Q.C=wrapListener;')
    for (const [path, text] of sources.scripts) {
      group.addScript(path, compileWxs(text))
      // WXML names a script by its path without extension, `require` in WXS as it is written.
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

/** Seen in WeChat's own demo: notes (a capital in a tag's name), and an attribute that is written twice or unknown. */
const isHarmless = ({ level, message }: TemplateMessage) =>
  level === 'Note' || (level === 'Warn' && / attribute( prefix)?$/.test(message))
/** Content of a `<slot>` is left aside, here as there. */
const isHarmlessInPackage = ({ isError, message }: TemplateMessage) =>
  !isError || message === 'child nodes are not allowed for this element'
/** In WXS `constructor` is a name: `[].constructor === 'Array'` (WXS syntax / Data types). */
const compileWxs = (text: string) => text.replace(/\.constructor\b/g, '.constructor.name')
const wxml = (name: string) => `${name}.wxml`
const wxs = (name: string) => `${name}.wxs`
