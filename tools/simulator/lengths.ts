// WeChat's style values → the browser's. Used for WXSS files and inline styles.

/** rpx, vw and vh → container units of the page (750rpx = its width); safe-area insets → the simulated phone's. */
export function compileLengths(value: string): string {
  return value
    .replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|vw|vh)\b/g, (_match, digits: string, unit: string) => {
      const amount = Number(digits)
      if (unit === 'rpx') return `${Number((amount / 7.5).toFixed(8))}cqw`
      return `${amount}${unit === 'vw' ? 'cqw' : 'cqh'}`
    })
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-\w+)/g, 'var(--$1')
}
