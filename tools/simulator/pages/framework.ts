// A Program → components and pages registered with glass-easel; WeChat's App, Page, Component and Behavior.
import { MiniProgramEnv, glassEasel } from 'glass-easel-miniprogram-adapter'
import { defineBuiltIns } from '../built-ins'
import type { Overlay } from '../wx/overlay'
import type { Program } from '../program'
import { PATH_ATTRIBUTE, SCOPE_TOKEN } from '../program'
import { createBackend } from './backend'
import { toHandlerEvent } from './events'
import { refuse } from './problems'
import { createReadyQueue } from './ready-queue'
import { createSelectorQuery } from './selector-query'
import type { Caller, Viewport } from './selector-query'
import { checkSetData } from './set-data'
import type { Turns } from './turns'
import { viewCalls } from './view-calls'

/** A page as the mini program sees it: `this`, getCurrentPages. */
export interface PageInstance extends Caller {
  route?: string
  options?: Record<string, string>
  [name: string]: unknown
}

interface Definition {
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
  [name: string]: unknown
}

export interface Framework {
  /** Runs a file's code: everything it registers belongs to `path`. */
  runFile: <T>(path: string, run: () => T) => T
  Page: (definition: Definition) => void
  Component: (definition: Definition) => void
  Behavior: (definition: Definition) => unknown
  /** Calls `listener` with a component's path when its placeholder is first rendered: its files must run then. */
  onWaiting(listener: (path: string) => void): void
  /** Adds these files' styles to the document, once. Call after the files have run. */
  applyStyles(paths: string[]): void
  /**
   * Creates the page and attaches it to `parent`. Its components' lifetimes up to `attached` have run on return. `onInstance` gets
   * the page before any of them.
   */
  createPage(
    path: string,
    query: Record<string, string>,
    parent: HTMLElement,
    onInstance: (instance: PageInstance) => void,
  ): PageRoot
}

export interface PageRoot {
  instance: PageInstance
  /** Calls a page's function if it exists. Its exceptions are reported, not thrown. */
  call(name: string, ...args: unknown[]): unknown
  /** Triggers `show`, `hide` or `resize` in its components. */
  pageLifetime(name: string, ...args: unknown[]): void
  /** Runs every outstanding `ready` in the page. */
  ready(): void
  /** Detaches and frees the page. */
  release(): void
}

export function createFramework(
  program: Program,
  overlay: Overlay,
  viewportOf: (caller: Caller) => Viewport,
  turn: Turns['turn'],
): Framework {
  const environment = new MiniProgramEnv()
  const codeSpace = environment.createCodeSpace('program', true)
  const space = codeSpace.getComponentSpace()
  // with fields on the node, a property such as `data` would hide the component's own
  space.updateComponentOptions({ writeIdToDOM: true, writeFieldsToNode: false })
  defineBuiltIns(space, overlay)

  const configs = { ...program.components, ...program.pages }
  const tags = new Set(Object.values(configs).flatMap((config) => Object.keys(config.usingComponents)))
  const backend = environment.associateBackend(createBackend((tag) => tags.has(tag)))
  const readyQueue = createReadyQueue()
  /** Gets each new component or page before its children exist. */
  let onInit = (_instance: unknown): void => undefined
  codeSpace.setOverallBehavior(
    defineOverallBehavior(space, (instance) => onInit(instance), readyQueue.add, viewportOf),
  )

  // WeChat ignores a handler's return value; in glass-easel false would stop the event.
  const wrapListener: WrapListener = (component, event, handler, path) => {
    if (isInScript(path)) refuse('a WXS function that handles an event')
    ;(handler as (event: unknown) => void).call(component, toHandlerEvent(event))
  }
  const templates = compileTemplates(program.templates, wrapListener, turn)
  const scopes = new Map<string, string>()
  for (const path of Object.keys(configs)) {
    const scope = path.replace(/[^\w-]/g, '_')
    codeSpace.addStyleSheet(path, undefined, scope)
    const content = templates[path]
    if (content !== undefined) codeSpace.addCompiledTemplate(path, { groupList: templates, content })
  }

  const styled = new Set<string>()
  let currentPath = ''
  function register(kind: 'Page' | 'Component', definition: Definition): void {
    const config = configs[currentPath]
    // WeChat ignores a Component() in a file that no JSON refers to.
    if (config === undefined) return
    const isPage = currentPath in program.pages
    if (isPage && kind === 'Component' && config.declaresComponents !== true)
      console.error(`${currentPath}: a page made by Component() needs "usingComponents" in its JSON`)
    // The adapter reads both from JSON only.
    const { styleIsolation, addGlobalClass } = { ...definition.options, ...config }
    const staticConfig = { ...config, component: !isPage } as Record<string, unknown>
    if (styleIsolation !== undefined) staticConfig['styleIsolation'] = styleIsolation
    if (addGlobalClass !== undefined) staticConfig['addGlobalClass'] = addGlobalClass
    const shared = styleIsolation === undefined ? isPage : /^(page-)?shared$/.test(styleIsolation)
    scopes.set(currentPath, shared ? '' : `${currentPath.replace(/[^\w-]/g, '_')}--`)
    codeSpace.addComponentStaticConfig(currentPath, staticConfig)
    const supported = { ...definition, behaviors: supportedBehaviors(definition) }
    codeSpace.componentEnv(currentPath, (env) => (env[kind] as (definition: unknown) => void)(supported))
  }

  return {
    runFile(path, run) {
      const outer = currentPath
      currentPath = path
      try {
        return run()
      } finally {
        currentPath = outer
      }
    },
    Page: (definition) => register('Page', definition),
    Component: (definition) => register('Component', definition),
    Behavior: (definition) =>
      codeSpace
        .behavior()
        .definition({ ...definition, behaviors: supportedBehaviors(definition) } as never)
        .register(),
    onWaiting(listener) {
      const requested = new Set<string>()
      space.setComponentWaitingListener((_isPub, path) => {
        if (requested.has(path)) return
        requested.add(path)
        listener(path)
      })
    },
    applyStyles(paths) {
      for (const path of paths) {
        const css = program.styles[path]
        if (css === undefined || styled.has(path)) continue
        styled.add(path)
        const style = document.createElement('style')
        style.dataset['path'] = path
        style.textContent = css.replaceAll(SCOPE_TOKEN, scopes.get(path) ?? '')
        document.head.append(style)
      }
    },
    createPage(path, query, parent, onInstance) {
      onInit = (instance) => {
        onInit = () => undefined
        onInstance(Object.assign(instance as PageInstance, { route: path, options: query }))
      }
      const root = backend.createRoot('page', codeSpace, path)
      const component = root.getComponent()
      const instance = root.get() as unknown as PageInstance
      for (const [name, value] of Object.entries(query)) {
        if (glassEasel.Component.hasProperty(component, name)) component.setData({ [name]: value } as never)
      }
      const placeholder = document.createElement('div')
      parent.append(placeholder)
      root.attach(parent as never, placeholder as never)
      const call = (name: string, ...args: unknown[]) => {
        const handler = instance[name]
        if (typeof handler !== 'function') return undefined
        return glassEasel.safeCallback(
          `Page ${name}`,
          handler as never,
          instance as never,
          args as never,
          component,
        )
      }
      return {
        instance,
        call,
        pageLifetime: (name, ...args) => component.triggerPageLifetime(name, args),
        ready: () => readyQueue.flush(component),
        release() {
          root.release()
          parent.remove()
        },
      }
    },
  }
}

/** WeChat's methods of pages and components that the simulator lacks. */
const refused = Object.fromEntries(
  `animate clearAnimation applyAnimatedStyle clearAnimatedStyle createIntersectionObserver createMediaQueryObserver
  getOpenerEventChannel setUpdatePerformanceListener`
    .split(/\s+/)
    .map((name) => [name, () => refuse(name)]),
)

/** The behavior of every component of the mini program, replacing the adapter's own. */
function defineOverallBehavior(
  space: glassEasel.ComponentSpace,
  onInit: (instance: unknown) => void,
  onAttached: (component: glassEasel.GeneralComponent) => void,
  viewportOf: (caller: Caller) => Viewport,
): glassEasel.GeneralBehavior {
  type This = Caller & { is: string }
  const methods = {
    setData(this: This, data: unknown, callback?: () => void) {
      viewCalls.setData += 1
      this._$.setData(checkSetData(data, this.is, this.is.startsWith('miniprogram_npm/')) as never)
      if (callback) {
        glassEasel.triggerRender(this._$, () => {
          glassEasel.safeCallback('setData callback', callback, this, [], this._$)
        })
      }
    },
    createSelectorQuery(this: This) {
      return createSelectorQuery(this, viewportOf)
    },
  }
  return space
    .define('')
    .methods({ ...refused, ...methods } as never)
    .init(function (this: unknown) {
      onInit(this)
    })
    .lifetime('created', function (this: unknown) {
      const component = (this as Caller)._$
      const dom = component.$$ as unknown as HTMLElement | null
      dom?.setAttribute(PATH_ATTRIBUTE, component.is)
    })
    .lifetime('attached', function (this: unknown) {
      onAttached((this as Caller)._$)
    })
    .registerBehavior()
    .general()
}

/** The adapter knows `export` without its behavior; forms are not simulated, so a form field works as any component. */
const quietBehaviors = /^wx:\/\/(component-export|form-field.*)$/

function supportedBehaviors({ behaviors }: Definition): unknown[] {
  return (Array.isArray(behaviors) ? (behaviors as unknown[]) : []).filter((behavior) => {
    if (typeof behavior !== 'string' || !behavior.startsWith('wx://')) return true
    if (!quietBehaviors.test(behavior)) console.error(`not in the simulator: behavior ${behavior}`)
    return false
  })
}

type WrapListener = (
  component: unknown,
  event: glassEasel.ShadowedEvent<unknown>,
  handler: unknown,
  path?: glassEaselPath,
) => void
/** Where WXML has a value from: a kind, then names. */
type glassEaselPath = readonly [kind: number, ...names: string[]] | null

const isInScript = (path: glassEaselPath | undefined) => path !== null && path !== undefined && path[0] !== 0

/** WXS's replacements for `new RegExp` and `new Date`. */
const getRegExp = (pattern: string, flags?: string) => new RegExp(pattern, flags)
const getDate = (...values: []) => new Date(...values)

function compileTemplates(
  expression: string,
  wrapListener: WrapListener,
  turn: Turns['turn'],
): Record<string, never> {
  const free = { wrapListener, wrapObserver, simulatorTurn: turn, getRegExp, getDate }
  const make = (0, eval)(`(function (${Object.keys(free).join()}) { return ${expression}\n})`) as (
    ...values: unknown[]
  ) => Record<string, never>
  return make(...Object.values(free))
}

/** `change:property` can only name a WXS function. */
const wrapObserver = () => () => refuse('a WXS function that observes a property')
