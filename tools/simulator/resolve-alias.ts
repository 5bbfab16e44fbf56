// A name in `require` or `usingComponents` → what app.json's `resolveAlias` makes of it.

/**
 * `{"~/*": "/*", "@behaviors/*": "behaviors/*"}`: the star stands for the rest of the name; what results starts at the
 * mini program's root. Other names come back as they are. Source: app.json's reference, `resolveAlias`.
 */
export function resolveAlias(target: string, aliases: Readonly<Record<string, string>> = {}): string {
  for (const [pattern, place] of Object.entries(aliases)) {
    const prefix = pattern.replace(/\*$/, '')
    const matches = pattern.endsWith('*') ? target.startsWith(prefix) : target === pattern
    if (matches) return `/${place.replace(/^\//, '').replace(/\*$/, '')}${target.slice(prefix.length)}`
  }
  return target
}
