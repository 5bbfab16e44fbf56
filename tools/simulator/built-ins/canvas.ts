// The browser's canvas element → the node that wx.createSelectorQuery().fields({ node: true }) returns for type="2d".

/** Has only the members of WeChat's Canvas, so that code cannot rely on a DOM element. */
export function createCanvasNode(canvas: HTMLCanvasElement): object {
  return {
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
      if (type !== '2d') throw new Error(`not in the simulator: canvas.getContext('${type}')`)
      return canvas.getContext('2d')
    },
    createImage: () => new Image(),
    createPath2D: (path?: Path2D) => new Path2D(path),
    requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    toDataURL: (type?: string, quality?: number) => canvas.toDataURL(type, quality),
  }
}
