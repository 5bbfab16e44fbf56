// A stack trace of a released build → the same with our files and lines; what no map knows stays as it is.
import path from 'node:path'
import type { Project } from './project'
import type { SourceMaps } from './source-maps'

/** `https://usr/app-service.js:1:234`, `pages/home/home.js:1:2`; in front of `@`, iPhones name the function. */
const place = /((?:[\w$.:-]|\/@?)+\.js):(\d+):(\d+)/gi

export function mapStack(trace: string, maps: SourceMaps, project: Pick<Project, 'folder' | 'has'>): string {
  return trace.replace(place, (text, file: string, line: string, column: string) => {
    const found = maps({ file, line: Number(line), column: Number(column) })
    return found === null ? text : `${fileOf(found.file, project)}:${found.line}:${found.column}`
  })
}

/** Maps name files from the mini program's folder. */
function fileOf(source: string, { folder, has }: Pick<Project, 'folder' | 'has'>): string {
  const file = path.posix.join(folder, source.replace(/^[a-z]+:\/+/i, ''))
  return has(file) ? file : source
}
