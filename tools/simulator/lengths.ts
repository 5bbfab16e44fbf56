// WeChat's style values → the browser's. Used for WXSS files and inline styles.

/** rpx, vw, vh, vmin and vmax → container units of the page (750rpx = its width); safe-area insets → the simulated phone's. */
export function compileLengths(value: string): string {
  return value
    .replace(
      /(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))(rpx|v(?:w|h|min|max))\b/g,
      (_match, digits: string, unit: string) =>
        unit === 'rpx'
          ? `${Number((Number(digits) / 7.5).toFixed(8))}cqw`
          : `${Number(digits)}${unit.replace('v', 'cq')}`,
    )
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-\w+)/g, 'var(--$1')
}
