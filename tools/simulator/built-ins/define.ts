// A built-in's properties and DOM work → a glass-easel component that every page can use.
import { glassEasel } from 'glass-easel-miniprogram-adapter'

export type EaselComponent = glassEasel.GeneralComponent

/** Called with a property's default, then with each new value. */
export type Updaters = Record<string, (value: never) => void>

/** Default values, which also define the properties' types; null means any type. */
export type Defaults = Record<string, unknown>

/** ARIA attributes by property name. WeChat's aria-role becomes `role`. */
const ariaNames =
  `Label Hidden Live Atomic Relevant Checked Selected Expanded Pressed Disabled Modal Haspopup Busy
  Current Level Invalid Readonly Required Multiline Orientation Roledescription Valuemin Valuemax
  Valuenow Valuetext Setsize Posinset`.split(/\s+/)

const focusableRoles = ['button', 'link', 'tab', 'checkbox', 'switch', 'radio', 'menuitem', 'option']

const commonDefaults: Defaults = {
  hidden: false,
  hoverClass: '',
  hoverStayTime: 100,
  hoverStopPropagation: false,
  ariaRole: '',
  ...Object.fromEntries(ariaNames.map((name) => [`aria${name}`, null])),
}

function commonUpdaters(dom: HTMLElement): Updaters {
  const aria = ariaNames.map((name) => [
    `aria${name}`,
    (value: unknown) => setAttribute(dom, `aria-${name.toLowerCase()}`, value),
  ])
  return {
    hidden: (value: boolean) => dom.toggleAttribute('hidden', value),
    ariaRole: (value: string) => {
      if (value === '') return
      dom.setAttribute('role', value)
      if (focusableRoles.includes(value)) dom.tabIndex = 0
    },
    ...(Object.fromEntries(aria) as Updaters),
  }
}

/** Empty, null and undefined remove the attribute. */
export function setAttribute(dom: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') dom.removeAttribute(name)
  else dom.setAttribute(name, `${value as string | number | boolean}`)
}

/** Sends one of the built-in's own events. In WeChat they do not bubble. */
export function send(component: EaselComponent, name: string, detail: unknown): void {
  component.triggerEvent(name, detail, { bubbles: false, composed: false })
}

/** A built-in's own values, by property. */
export const dataOf = <T>(component: EaselComponent) => component.data as unknown as T

/** Classes that a built-in's property names → their names in the document: those of the page or component that uses it. */
export function scopeClasses({ ownerShadowRoot }: EaselComponent, classes: string): string {
  const owner = ownerShadowRoot?.getHostNode()
  const { styleScope, extraStyleScope } = owner?.getComponentOptions() ?? {}
  const scopes = [extraStyleScope, styleScope].filter((scope) => typeof scope === 'number')
  return classes.replace(/\S+/g, (word) => {
    const named = scopes.map((scope) => {
      const prefix = owner?.getRootBehavior().ownerSpace.styleScopeManager.queryName(scope)
      return prefix ? `${prefix}--${word}` : word
    })
    return named.join(' ')
  })
}

/** The updater of `user-select`. */
export const selectable = (dom: HTMLElement) => (value: unknown) =>
  dom.classList.toggle('selectable', value === true || value === 'true' || value === '')

/**
 * Registers `<name>`. `setup` runs when an instance is created, before it has properties or is in the document; it returns
 * an updater per property. Properties without an updater are accepted and ignored, others are named (`nameMissing`).
 * `missing`: WeChat's events that this one never sends; listening to one is reported.
 */
export function defineBuiltIn(
  space: glassEasel.ComponentSpace,
  name: string,
  defaults: Defaults,
  setup: (component: EaselComponent, dom: HTMLElement) => Updaters,
  missing: readonly string[] = [],
): void {
  const all = { ...commonDefaults, ...defaults }
  const updatersOf = new WeakMap<EaselComponent, Updaters>()
  const update = (component: EaselComponent, property: string, value: unknown) =>
    (updatersOf.get(component)?.[property] as ((value: unknown) => void) | undefined)?.(value)

  const properties = Object.fromEntries(
    Object.entries(all).map(([property, value]) => [
      property,
      {
        type: { string: String, number: Number, boolean: Boolean }[typeof value as 'string'] ?? null,
        value,
        observer(this: EaselComponent, newValue: unknown) {
          update(this, property, newValue)
        },
      },
    ]),
  )
  const definition = space.defineComponent({
    is: `built-in/${name}`,
    properties: properties as never,
    options: { listenerChangeLifetimes: true },
    lifetimes: {
      listenerChange(isAdded: boolean, event: string) {
        if (isAdded && [...missing, 'longtap'].includes(event))
          console.error(`not in the simulator: <${name} bind:${event}>`)
      },
      created(this: EaselComponent) {
        const dom = this.$$ as unknown as HTMLElement | null
        // made by a setData after its page has gone
        if (dom === null) return
        const updaters = { ...commonUpdaters(dom), ...setup(this, dom) }
        updatersOf.set(this, updaters)
        for (const [property, value] of Object.entries(all)) update(this, property, value)
      },
    },
  })
  space.setGlobalUsingComponent(name, definition.general())
}

/** Says once which property is written on a built-in that lacks it. */
export function nameMissing(): void {
  const named = new Set<string>()
  glassEasel.addGlobalWarningListener((message, _owner, element) => {
    const [, property] = /^"(\w+)" is not a valid property$/.exec(message) ?? []
    const [, tag] = /^built-in\/(.+)/.exec((element as Partial<EaselComponent> | undefined)?.is ?? '') ?? []
    if (property === undefined || tag === undefined) return true
    const name = `<${tag} ${property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}>`
    if (!named.has(name)) console.warn(`not in the simulator: ${name}`)
    named.add(name)
    return false
  })
}
