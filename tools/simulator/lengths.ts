// Stage: a style's value as WeChat writes it → as a browser reads it. Used for WXSS files and for inline styles.

/** rpx, vw and vh → container units of the page (750rpx = its width); safe areas → the phone's own. */
export function compileLengths(value: string): string {
  return value
    .replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|vw|vh)\b/g, (_match, digits: string, unit: string) => {
      const amount = Number(digits)
      if (unit === 'rpx') return `${Number((amount / 7.5).toFixed(8))}cqw`
      return `${amount}${unit === 'vw' ? 'cqw' : 'cqh'}`
    })
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-\w+)/g, 'var(--$1')
}
