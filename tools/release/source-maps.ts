// Source maps in a folder, a zip or a file → the place in the sources of a place in what WeChat runs.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping'
import JSZip from 'jszip'
import { ReleaseError } from './credentials'

export interface Place {
  /** As in a trace: `https://usr/app-service.js`; as in a map: `core/errors.ts`. */
  readonly file: string
  readonly line: number
  /** From 1. */
  readonly column: number
}

/** Null where no map knows the place. */
export type SourceMaps = (place: Place) => Place | null

/** `file`: a folder or a zip of maps, each named after its script as in `app-service.js.map`, or one map. Throws ReleaseError. */
export async function readSourceMaps(file: string): Promise<SourceMaps> {
  const texts = await readMaps(file)
  if (texts.size === 0) throw new ReleaseError(`${file} contains no source map (*.map)`)
  const maps = new Map([...texts].map(([name, text]) => [scriptOf(name), parse(name, text)]))
  return ({ file: script, line, column }) => {
    const map = find(maps, keyOf(script.replace(/^[a-z]+:\/+(?:usr\/)?/i, '')))
    if (map === undefined || line < 1 || column < 1) return null
    const {
      source,
      line: sourceLine,
      column: sourceColumn,
    } = originalPositionFor(map, {
      line,
      column: column - 1,
    })
    return source === null ? null : { file: source, line: sourceLine, column: sourceColumn + 1 }
  }
}

async function readMaps(file: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  try {
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file, { recursive: true, encoding: 'utf8' }))
        if (name.endsWith('.map')) texts.set(name, readFileSync(path.join(file, name), 'utf8'))
    } else if (file.endsWith('.map')) {
      texts.set(path.basename(file), readFileSync(file, 'utf8'))
    } else {
      const { files } = await JSZip.loadAsync(readFileSync(file))
      for (const [name, entry] of Object.entries(files))
        if (name.endsWith('.map')) texts.set(name, await entry.async('string'))
    }
  } catch (error) {
    throw new ReleaseError(`${file} can't be read: ${(error as Error).message}`)
  }
  return texts
}

function parse(name: string, text: string): TraceMap {
  try {
    return new TraceMap(text)
  } catch (error) {
    throw new ReleaseError(`${name} is not a source map: ${(error as Error).message}`)
  }
}

/** `__APP__/app-service.js.map`, or with `.map.map` as from older servers → the key of the script. */
function scriptOf(map: string): string {
  return keyOf(map.replace(/\.map$/, '').replace(/\.map$/, '.js'))
}

/** WeChat's maps are in `__APP__` for the main package and in `_package_a_` for the package `package/a`. */
function keyOf(file: string): string {
  return file
    .replace(/[\\/_]+/g, '/')
    .replace(/^\/?(?:APP\/)?/, '')
    .toLowerCase()
}

/** The map of exactly this script, else of the longest end of its path: a trace may have folders in front. */
function find(maps: ReadonlyMap<string, TraceMap>, script: string): TraceMap | undefined {
  const parts = script.split('/')
  for (let skipped = 0; skipped < parts.length; skipped += 1) {
    const map = maps.get(parts.slice(skipped).join('/'))
    if (map !== undefined) return map
  }
  return undefined
}
