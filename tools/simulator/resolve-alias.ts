// A name in `require` or `usingComponents` → the same name with app.json's `resolveAlias` applied.

/**
 * `{"~/*": "/*", "@behaviors/*": "behaviors/*"}`: the star stands for the rest of the name; the result is relative to the
 * mini program's root. Other names are returned unchanged. Source: app.json's reference, `resolveAlias`.
 */
export function resolveAlias(target: string, aliases: Readonly<Record<string, string>> = {}): string {
  for (const [pattern, replacement] of Object.entries(aliases)) {
    const prefix = pattern.replace(/\*$/, '')
    const matches = pattern.endsWith('*') ? target.startsWith(prefix) : target === pattern
    if (matches) return `/${replacement.replace(/^\//, '').replace(/\*$/, '')}${target.slice(prefix.length)}`
  }
  return target
}
