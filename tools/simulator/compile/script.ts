// A TypeScript or JavaScript file → CommonJS source with an inline source map.
import { transform } from 'esbuild'
import type { TransformFailure } from 'esbuild'
import type { CompileError } from './compile-error'

/** `file` is relative to the project's root; stack traces and errors show it. */
export async function compileScript(file: string, text: string, errors: CompileError[]): Promise<string> {
  try {
    const { code } = await transform(text, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2022',
      sourcefile: `/${file}`,
      sourcemap: 'inline',
      logLevel: 'silent',
    })
    return code
  } catch (error) {
    for (const { text: message, location } of (error as TransformFailure).errors) {
      errors.push({ file, line: location?.line ?? 1, column: (location?.column ?? 0) + 1, message })
    }
    return ''
  }
}
