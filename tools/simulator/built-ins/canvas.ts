// The browser's canvas element → the node that wx.createSelectorQuery().fields({ node: true }) returns for type="2d".
import { refuse } from '../pages/problems'
import { namingMissing } from '../wx/api'

/** Has only the members of WeChat's Canvas, so that code cannot rely on a DOM element. */
export function createCanvasNode(canvas: HTMLCanvasElement): object {
  const node = {
    get width() {
      return canvas.width
    },
    set width(value: number) {
      canvas.width = value
    },
    get height() {
      return canvas.height
    },
    set height(value: number) {
      canvas.height = value
    },
    getContext(type: string) {
      if (type !== '2d') refuse(`canvas.getContext('${type}')`)
      return canvas.getContext('2d')
    },
  }
  return namingMissing(node, 'canvas')
}
