// A TypeScript or JavaScript file → CommonJS source with an inline source map.
import { decode, encode } from '@jridgewell/sourcemap-codec'
import { transform } from 'esbuild'
import type { CompileErrors } from './compile-error'
import { findTurns, insertAll } from './turns'

/** `name` is relative to the miniprogram folder, `folder`; stack traces show both. */
export async function compileScript(
  folder: string,
  name: string,
  text: string,
  errors: CompileErrors,
): Promise<string> {
  const file = `${folder}/${name}`
  try {
    const { code, map } = await transform(text, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2022',
      sourcefile: `/${file}`,
      sourcemap: 'external',
      logLevel: 'silent',
    })
    return withTurns(file, code, map)
  } catch (error) {
    errors.explain(name, error)
    return ''
  }
}

/** Moves what the map says of a line by what has been inserted there. */
function withTurns(file: string, code: string, map: string): string {
  const { mappings, ...rest } = JSON.parse(map) as { mappings: string }
  const lines = decode(mappings)
  const starts = [...code.matchAll(/^/gm)].map(({ index }) => index)
  const lineOf = (offset: number) => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low
  }
  const insertions = findTurns(code, (offset) => {
    const line = lineOf(offset)
    const before = lines[line]?.filter(([column]) => column <= offset - (starts[line] ?? 0))
    return `${file}:${(before?.at(-1)?.[2] ?? 0) + 1}`
  })
  for (const { at, text } of [...insertions].reverse()) {
    const line = lineOf(at)
    for (const segment of lines[line] ?? [])
      if (segment[0] >= at - (starts[line] ?? 0)) segment[0] += text.length
  }
  const json = JSON.stringify({ ...rest, mappings: encode(lines) })
  const url = `data:application/json;base64,${Buffer.from(json).toString('base64')}`
  return `${insertAll(code, insertions)}//# sourceMappingURL=${url}\n`
}
