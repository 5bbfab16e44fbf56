// A TypeScript or JavaScript file → CommonJS source with an inline source map.
import { decode, encode } from '@jridgewell/sourcemap-codec'
import { transform } from 'esbuild'
import type { CompileErrors } from './compile-error'
import { withTurns, type PlaceOf } from './turns'

/** `name` is relative to the miniprogram folder; stack traces show its name, too. */
export async function compileScript(name: string, text: string, errors: CompileErrors): Promise<string> {
  const file = errors.fileOf(name)
  try {
    const { code, map } = await transform(text, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2022',
      sourcefile: `/${file}`,
      sourcemap: 'external',
      logLevel: 'silent',
    })
    const { mappings, ...rest } = JSON.parse(map) as { mappings: string }
    const lines = decode(mappings)
    const placeOf: PlaceOf = ({ line, column }) => {
      const before = lines[line - 1]?.filter(([start]) => start <= column)
      return `${file}:${(before?.at(-1)?.[2] ?? 0) + 1}`
    }
    const counted = withTurns(code, placeOf, lines)
    const json = JSON.stringify({ ...rest, mappings: encode(lines) })
    return `${counted}//# sourceMappingURL=data:application/json;base64,${Buffer.from(json).toString('base64')}\n`
  } catch (error) {
    errors.explain(name, error)
    return ''
  }
}
