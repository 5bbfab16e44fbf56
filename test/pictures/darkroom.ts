// Screenshots → the files in docs/pictures, drawn and encoded by Chromium.
import type { Browser, Page } from 'playwright-core'
import { animate, type Frame } from './webp'

export interface Darkroom {
  /** Screenshots of phones, side by side, each `widthPx` wide. */
  strip(screenshots: readonly Buffer[], widthPx: number): Promise<Buffer>
  /** Screenshots one after another, `widthPx` wide. */
  film(screenshots: readonly Buffer[], widthPx: number, frameMs: number): Promise<Buffer>
  close(): Promise<void>
}

/** The last frame of a film stays this long. */
const restMs = 2_500

export async function openDarkroom(browser: Browser): Promise<Darkroom> {
  const page: Page = await browser.newPage()
  // tsx preserves function names with a helper that the page does not have
  await page.evaluate('globalThis.__name = (named) => named')
  const textOf = (screenshots: readonly Buffer[]) => screenshots.map((one) => one.toString('base64'))
  return {
    async strip(screenshots, widthPx) {
      const encoded = await page.evaluate(drawStrip, { pngs: textOf(screenshots), widthPx })
      return Buffer.from(encoded, 'base64')
    },
    async film(screenshots, widthPx, frameMs) {
      const drawn = await page.evaluate(drawFilm, { pngs: textOf(screenshots), widthPx })
      const frames: Frame[] = []
      for (const [index, frame] of drawn.frames.entries()) {
        const before = frames[frames.length - 1]
        const shownForMs = index === drawn.frames.length - 1 ? restMs : frameMs
        // nothing has changed: the frame before is shown longer
        if (frame) frames.push({ ...frame, shownForMs, still: Buffer.from(frame.still, 'base64') })
        else if (before) frames[frames.length - 1] = { ...before, shownForMs: before.shownForMs + shownForMs }
      }
      return animate(drawn.width, drawn.height, frames)
    },
    close: () => page.close(),
  }
}

/* The functions below run in the page. */

async function drawStrip({ pngs, widthPx }: { pngs: string[]; widthPx: number }): Promise<string> {
  const images = await Promise.all(
    pngs.map(async (png) => createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())),
  )
  const first = images[0]
  if (!first) throw new Error('no screenshots')
  const heightPx = Math.round((first.height / first.width) * widthPx)
  const [gapPx, radiusPx] = [Math.round(widthPx / 14), Math.min(36, Math.round(widthPx / 10))]
  const canvas = new OffscreenCanvas((widthPx + gapPx) * images.length - gapPx, heightPx)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  images.forEach((image, index) => {
    const x = index * (widthPx + gapPx)
    context.save()
    context.beginPath()
    context.roundRect(x, 0, widthPx, heightPx, radiusPx)
    context.clip()
    context.drawImage(image, x, 0, widthPx, heightPx)
    context.restore()
    // an edge, for pages of the same colour
    context.strokeStyle = '#8883'
    context.lineWidth = 2
    context.beginPath()
    context.roundRect(x + 1, 1, widthPx - 2, heightPx - 2, radiusPx - 1)
    context.stroke()
  })
  const bytes = new Uint8Array(
    await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.86 })).arrayBuffer(),
  )
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

async function drawFilm({ pngs, widthPx }: { pngs: string[]; widthPx: number }) {
  const even = (number: number) => number - (number % 2)
  const frames: ({ x: number; y: number; width: number; height: number; still: string } | null)[] = []
  let size = { width: 0, height: 0 }
  let before: Uint32Array | undefined
  for (const png of pngs) {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
    size = { width: even(widthPx), height: even(Math.round((image.height / image.width) * widthPx)) }
    const canvas = new OffscreenCanvas(size.width, size.height)
    const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })
    if (!context) throw new Error('no canvas')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, size.width, size.height)
    const pixels = new Uint32Array(context.getImageData(0, 0, size.width, size.height).data.buffer)
    let [left, top, right, bottom] = before
      ? [size.width, size.height, -1, -1]
      : [0, 0, size.width - 1, size.height - 1]
    for (let at = 0; before && at < pixels.length; at += 1) {
      if (pixels[at] === before[at]) continue
      const [x, y] = [at % size.width, Math.floor(at / size.width)]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
    before = pixels
    if (right < 0) {
      frames.push(null)
      continue
    }
    const [x, y] = [even(left), even(top)]
    const [width, height] = [right - x + 1, bottom - y + 1]
    const part = new OffscreenCanvas(width, height)
    part.getContext('2d', { alpha: false })?.drawImage(canvas, -x, -y)
    const bytes = new Uint8Array(
      await (await part.convertToBlob({ type: 'image/webp', quality: 0.8 })).arrayBuffer(),
    )
    const still = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    frames.push({ x, y, width, height, still })
  }
  return { ...size, frames }
}
