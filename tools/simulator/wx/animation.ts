// wx.createAnimation's recorded steps → a built-in's `animation` property → CSS transitions on its element.
import { compileLengths } from '../lengths'

interface Timing {
  duration?: number
  timingFunction?: string
  delay?: number
  transformOrigin?: string
}
interface Step {
  styles: Record<string, string>
  transforms: string[]
  timing: Timing
}
export interface ExportedAnimation {
  actions: Step[]
}

const defaults = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0' }
const lengths = ['width', 'height', 'top', 'left', 'bottom', 'right']
const angles = ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY']
const moves = ['translate', 'translateX', 'translateY', 'translateZ', 'translate3d']
const plain = ['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'matrix', 'matrix3d']
const unit = (value: unknown, name: string) => (typeof value === 'number' ? `${value}${name}` : String(value))

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/animation/wx.createAnimation.html */
export function createAnimation(options: Timing = {}): Record<string, (...values: never[]) => unknown> {
  let actions: Step[] = []
  let current: Pick<Step, 'styles' | 'transforms'> = { styles: {}, transforms: [] }
  const self: Record<string, (...values: never[]) => unknown> = {
    step(timing: Timing = {}) {
      actions.push({ ...current, timing: { ...defaults, ...options, ...timing } })
      current = { styles: current.styles, transforms: current.transforms }
      return self
    },
    /** Clears the recorded steps, as in WeChat: the next export contains only later ones. */
    export(): ExportedAnimation {
      const exported = { actions }
      actions = []
      return exported
    },
  }
  const style = (name: string, toText: (value: unknown) => string) => {
    self[name] = (value: unknown) => {
      current = { ...current, styles: { ...current.styles, [name]: toText(value) } }
      return self
    }
  }
  const transform = (name: string, toText: (value: unknown) => string) => {
    self[name] = (...values: unknown[]) => {
      const others = current.transforms.filter((value) => !value.startsWith(`${name}(`))
      current = { ...current, transforms: [...others, `${name}(${values.map(toText).join(', ')})`] }
      return self
    }
  }
  style('opacity', String)
  style('backgroundColor', String)
  for (const name of lengths) style(name, (value) => unit(value, 'px'))
  for (const name of angles) transform(name, (value) => unit(value, 'deg'))
  for (const name of moves) transform(name, (value) => unit(value, 'px'))
  for (const name of plain) transform(name, String)
  self['rotate3d'] = (...values: unknown[]) => {
    const [angle] = values.slice(-1)
    const axis = values.length > 1 ? values.slice(0, -1) : [0, 0, 1]
    current = {
      ...current,
      transforms: [...current.transforms, `rotate3d(${axis.join()}, ${unit(angle, 'deg')})`],
    }
    return self
  }
  return self
}

/** Runs the steps in order. A later animation overrides the properties that it sets. */
export function runAnimation(dom: HTMLElement, animation: unknown): void {
  const steps = [...((animation as ExportedAnimation | null)?.actions ?? [])]
  function next(): void {
    const step = steps.shift()
    if (step === undefined || !dom.isConnected) return
    const { duration = 0, delay = 0, timingFunction = 'linear', transformOrigin = '' } = step.timing
    dom.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
    dom.style.transformOrigin = transformOrigin
    if (step.transforms.length > 0) dom.style.transform = compileLengths(step.transforms.join(' '))
    for (const [name, value] of Object.entries(step.styles))
      dom.style[name as 'color'] = compileLengths(value)
    setTimeout(next, duration + delay)
  }
  // a new element needs a frame in between, or the transition has no start value
  requestAnimationFrame(() => requestAnimationFrame(next))
}

/** A key frame of `this.animate`: CSS in camel case, transforms by name. */
export type AnimationFrame = Record<string, string | number | readonly (string | number)[]>

export function toKeyframe(frame: AnimationFrame): Keyframe {
  const keyframe: Keyframe = {}
  const transforms: string[] = []
  const named = new Map<string, string>([
    ...angles.map((name) => [name, 'deg'] as const),
    ...moves.map((name) => [name, 'px'] as const),
    ...plain.map((name) => [name, ''] as const),
  ])
  for (const [name, value] of Object.entries(frame)) {
    const suffix = named.get(name)
    if (name === 'ease') keyframe.easing = String(value)
    else if (suffix === undefined)
      keyframe[name] = typeof value === 'number' ? value : compileLengths(String(value))
    else
      transforms.push(
        `${name}(${[value]
          .flat()
          .map((value) => unit(value, suffix))
          .join(', ')})`,
      )
  }
  if (transforms.length > 0) keyframe['transform'] = transforms.join(' ')
  return keyframe
}
