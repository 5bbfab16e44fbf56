// CommonJS source of the mini program's files → modules, each run once, in a scope without the browser's globals.
import { functionWithoutEval, listHiddenGlobals, timersWithoutEval } from './hidden-globals'
import type { Packages } from './packages'

/**
 * `globals`: what modules see besides the language's own: `wx`, `App`, `Page` and so on. `onRun` runs a file's code, given its path.
 */
export function createLoader(
  scripts: Record<string, string>,
  globals: Record<string, unknown>,
  onRun: <T>(path: string, run: () => T) => T,
  packages: Packages,
) {
  const modules = new Map<string, { exports: unknown }>()
  const visible: Record<string, unknown> = { ...globals, ...timersWithoutEval, Function: functionWithoutEval }
  const hidden = listHiddenGlobals().filter((name) => !(name in visible))
  const names = [...Object.keys(visible), ...hidden]

  /** The inner function lets the code declare a name that is shadowed here (`const name = …`). */
  function inScope(code: string, name: string) {
    // The code must start on the first line to match its inline source map.
    const scope = (0, eval)(
      `(function (${names.join()}) { return function (require, module, exports) { ${code}
}})\n//# sourceURL=${location.origin}/program/${name}`,
    ) as (...values: unknown[]) => (require?: unknown, module?: unknown, exports?: unknown) => unknown
    return scope(...Object.values(visible))
  }

  /** Runs the file on its first call and returns its exports. */
  function load(path: string): unknown {
    const known = modules.get(path)
    if (known) return known.exports
    const code = scripts[path]
    if (code === undefined) throw new Error(`no such file in the mini program: ${path}`)
    const module = { exports: {} as unknown }
    modules.set(path, module)
    const run = inScope(code, `${path}.js`)
    onRun(path, () => run(createRequire(path), module, module.exports))
    return module.exports
  }

  /**
   * Also accepts callbacks, and has an async variant; only these two reach another subpackage:
   * https://developers.weixin.qq.com/miniprogram/dev/reference/api/require.html
   * https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/async.html
   */
  function createRequire(user: string) {
    const require = (target: string, done?: (exported: unknown) => void, fail?: (error: unknown) => void) => {
      if (done) return void async(target).then(done, fail)
      const path = resolve(target, user)
      const root = packages.apart(path, user)
      if (root === undefined) return load(path)
      throw new Error(`module '${target}' is not defined (required by ${user}): it is in package ${root}`)
    }
    const async = async (mod: string) => {
      const path = resolve(mod, user)
      const root = packages.apart(path, user)
      if (root !== undefined) await packages.fetch(root).catch((error: Error) => fail(error, mod))
      return load(path)
    }
    return Object.assign(require, { async })
  }

  /** With the fields that WeChat documents. */
  function fail({ message }: Error, mod: string): never {
    const errMsg = `require.async:fail ${message}`
    throw Object.assign(new Error(errMsg), { mod, errMsg })
  }

  function resolve(target: string, user: string): string {
    const folder = user.split('/').slice(0, -1)
    // Like node_modules: in each folder upwards (Developing with npm / Resolution).
    const npm = [...folder, ''].map((_name, up) => [
      ...folder.slice(0, folder.length - up),
      'miniprogram_npm',
    ])
    const places = target.startsWith('/') ? [[]] : [folder, ...npm]
    const found = places
      .map((place) => normalize([...place, ...target.split('/')]))
      .flatMap((base) => [base.replace(/\.js$/, ''), base, `${base}/index`])
      .find((path) => path in scripts)
    if (found === undefined) throw new Error(`module '${target}' is not defined (required by ${user})`)
    return found
  }

  return {
    load,
    /** The value of an expression that sees what the files see, apart from `require`. */
    evaluate: (expression: string) => inScope(`return (${expression})`, 'driver.js')(),
  }
}

function normalize(parts: string[]): string {
  const path: string[] = []
  for (const part of parts) {
    if (part === '..') path.pop()
    else if (part !== '' && part !== '.') path.push(part)
  }
  return path.join('/')
}
