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
  message: string
  path: string
  startLine: number
  startColumn: number
}

/**
 * The expression's free variable `wrapListener` is called for every event: (component, event, handler).
 * A warning of the compiler is an error here, except in npm packages, which nobody here can mend.
 */
export function compileWxml(sources: WxmlSources, folder: string, errors: CompileError[]): string {
  const group = new TmplGroup()
  try {
    group.setExtraRuntimeScript('Q.C=wrapListener;')
    for (const [path, text] of sources.scripts) group.addScript(path, text)
    for (const [path, text] of sources.templates) {
      for (const message of group.addTmpl(path, text) as TemplateMessage[]) {
        if (!message.isError && path.startsWith('miniprogram_npm/')) continue
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

const wxml = (name: string) => `${name}.wxml`
const wxs = (name: string) => `${name}.wxs`
