// A Program → components and pages registered with glass-easel; WeChat's App, Page, Component and Behavior.
import { MiniProgramEnv, glassEasel } from 'glass-easel-miniprogram-adapter'
import { defineBuiltIns } from '../built-ins'
import { element } from '../wx/overlay'
import type { Overlay } from '../wx/overlay'
import type { Program } from '../program'
import { PATH_ATTRIBUTE, SCOPE_TOKEN } from '../program'
import { createBackend } from './backend'
import { toHandlerEvent } from './events'
import { refuse, refusing } from './problems'
import { createReadyQueue } from './ready-queue'
import { createSelectorQuery } from './selector-query'
import type { Caller } from './selector-query'
import { checkSetData } from './set-data'
import { viewCalls } from './view-calls'

/** A page as the mini program sees it: `this`, getCurrentPages. */
export interface PageInstance extends Caller {
  route?: string
  options?: Record<string, string>
  [name: string]: unknown
}

interface Definition {
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
  behaviors?: unknown[]
  methods?: object
  pageLifetimes?: object
  relations?: Record<string, { target?: unknown }>
  [name: string]: unknown
}

/** Calls a function of the app or a page if it exists. Its exceptions are reported, not thrown. */
export function callIfThere(
  owner: string,
  instance: Partial<PageInstance>,
  name: string,
  args: unknown[],
): unknown {
  const handler = instance[name]
  if (typeof handler !== 'function') return undefined
  return glassEasel.safeCallback(
    `${owner} ${name}`,
    handler as never,
    instance as never,
    args as never,
    instance._$,
  )
}

export type Framework = ReturnType<typeof createFramework>
export type PageRoot = ReturnType<Framework['createPage']>

/** `turn` is called at each turn of the program's WXS, and for each element. */
export function createFramework(program: Program, overlay: Overlay, turn: (place: string) => void) {
  const environment = new MiniProgramEnv()
  const codeSpace = environment.createCodeSpace('program', true)
  const space = codeSpace.getComponentSpace()
  // with fields on the node, a property such as `data` would hide the component's own
  space.updateComponentOptions({ writeIdToDOM: true, writeFieldsToNode: false })
  defineBuiltIns(space, overlay)

  const configs = { ...program.components, ...program.pages }
  const tags = new Set(Object.values(configs).flatMap((config) => Object.keys(config.usingComponents)))
  const backend = environment.associateBackend(createBackend((tag) => tags.has(tag), turn))
  const readyQueue = createReadyQueue()
  /** Gets each new component or page before its children exist. */
  let onInit = (_instance: unknown): void => undefined
  codeSpace.setOverallBehavior(defineOverallBehavior(space, (instance) => onInit(instance), readyQueue.add))

  const templates = compileTemplates(program.templates, turn)
  const scopeOf = (path: string) => path.replace(/[^\w-]/g, '_')
  const scopes = new Map<string, string>()
  for (const path of Object.keys(configs)) {
    codeSpace.addStyleSheet(path, undefined, scopeOf(path))
    const content = templates[path]
    if (content !== undefined) codeSpace.addCompiledTemplate(path, { groupList: templates, content })
  }

  const styled = new Set<string>()
  let currentPath = ''
  function register(kind: 'Page' | 'Component', definition: Definition): void {
    const config = configs[currentPath]
    // WeChat ignores a Component() in a file that no JSON refers to.
    if (config === undefined) return
    if (scopes.has(currentPath)) throw new Error(`${currentPath}: Page() or Component() is called once more`)
    const isPage = currentPath in program.pages
    if (isPage && kind === 'Component' && config.declaresComponents !== true)
      console.error(`${currentPath}: a page made by Component() needs "usingComponents" in its JSON`)
    for (const name of isPage ? neverCalled : ['routeDone'])
      if (name in { ...definition, ...definition.methods, ...definition.pageLifetimes })
        console.warn(`not in the simulator: ${name}`)
    // The adapter reads both from JSON only.
    const { styleIsolation, addGlobalClass } = { ...definition.options, ...config }
    const staticConfig = { ...config, styleIsolation, addGlobalClass, component: !isPage }
    const shared = styleIsolation === undefined ? isPage : /^(page-)?shared$/.test(styleIsolation)
    scopes.set(currentPath, shared ? '' : `${scopeOf(currentPath)}--`)
    codeSpace.addComponentStaticConfig(currentPath, staticConfig as never)
    codeSpace.componentEnv(currentPath, (env) =>
      (env[kind] as (definition: unknown) => void)(supported(definition)),
    )
  }

  return {
    /** Runs a file's code: everything it registers belongs to `path`. */
    runFile<T>(path: string, run: () => T): T {
      const outer = currentPath
      currentPath = path
      try {
        return run()
      } finally {
        currentPath = outer
      }
    },
    /** Whether the page's or component's file has called Page() or Component(). */
    isRegistered: (path: string) => scopes.has(path),
    Page: (definition: Definition) => register('Page', definition),
    Component: (definition: Definition) => register('Component', definition),
    Behavior: (definition: Definition): unknown =>
      codeSpace
        .behavior()
        .definition(supported(definition) as never)
        .register(),
    /** Calls `listener` with a component's path when its placeholder is first rendered: its files must run then. */
    onWaiting(listener: (path: string) => void) {
      const requested = new Set<string>()
      space.setComponentWaitingListener((_isPub, path) => {
        if (requested.has(path)) return
        requested.add(path)
        listener(path)
      })
    },
    /** Adds these files' styles to the document, once. Call after the files have run. */
    applyStyles(paths: string[]) {
      for (const path of paths) {
        const css = program.styles[path]
        if (css === undefined || styled.has(path)) continue
        styled.add(path)
        const scoped = css.replaceAll(SCOPE_TOKEN, scopes.get(path) ?? '')
        document.head.append(element('style', { 'data-path': path }, scoped))
      }
    },
    /**
     * Creates the page and attaches it to `parent`. Its components' lifetimes up to `attached` have run on return. `onInstance` gets
     * the page before any of them.
     */
    createPage(
      path: string,
      query: Record<string, string>,
      parent: HTMLElement,
      onInstance: (instance: PageInstance) => void,
    ) {
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
      return {
        /** Calls a page's function if it exists. Its exceptions are reported, not thrown. */
        call: (name: string, ...args: unknown[]) => callIfThere('Page', instance, name, args),
        /** Triggers `show`, `hide` or `resize` in its components. */
        pageLifetime: (name: string, ...args: unknown[]) =>
          component.triggerPageLifetime(name, args as never),
        /** Runs every outstanding `ready` in the page. */
        ready: () => readyQueue.flush(component),
        /** Detaches and frees the page. */
        release: () => root.release(),
      }
    },
  }
}

/** Pages' functions for what never happens here. */
const neverCalled =
  'onTabItemTap onPullDownRefresh onRouteDone onSaveExitState onAddToFavorites onShareTimeline'.split(' ')

/** WeChat's methods of pages and components that the simulator lacks. */
const refused = refusing(
  `animate clearAnimation applyAnimatedStyle clearAnimatedStyle createIntersectionObserver createMediaQueryObserver
  getOpenerEventChannel setUpdatePerformanceListener`,
)

/** The behavior of every component of the mini program, replacing the adapter's own. */
function defineOverallBehavior(
  space: glassEasel.ComponentSpace,
  onInit: (instance: unknown) => void,
  onAttached: (component: glassEasel.GeneralComponent) => void,
): glassEasel.GeneralBehavior {
  const methods = {
    setData(this: Caller & { is: string }, data: unknown, callback?: () => void) {
      viewCalls.setData += 1
      this._$.setData(checkSetData(data, this.is, this.is.startsWith('miniprogram_npm/')) as never)
      if (callback) {
        glassEasel.triggerRender(this._$, () => {
          glassEasel.safeCallback('setData callback', callback, this, [], this._$)
        })
      }
    },
    createSelectorQuery(this: Caller) {
      return createSelectorQuery(this)
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

/** The definition without WeChat's own behaviors. */
function supported(definition: Definition): Definition {
  const behaviors = (definition.behaviors ?? []).filter((behavior) => {
    if (typeof behavior !== 'string' || !behavior.startsWith('wx://')) return true
    if (!quietBehaviors.test(behavior)) console.error(`not in the simulator: behavior ${behavior}`)
    return false
  })
  // the adapter unwraps it only for its own builders
  const relations: Definition['relations'] = {}
  for (const [name, relation] of Object.entries(definition.relations ?? {}))
    relations[name] = {
      ...relation,
      target: (relation.target as { _$?: unknown } | undefined)?._$ ?? relation.target,
    }
  return { ...definition, behaviors, relations }
}

/** WXS's replacements for `new RegExp` and `new Date`. */
const getRegExp = (pattern: string, flags?: string) => new RegExp(pattern, flags)
const getDate = (...values: []) => new Date(...values)

type Handler = (event: unknown) => unknown
/**
 * What glass-easel has found under the last handler's name. A handler that WXML itself has, from WXS, has none: the path that comes
 * with it tells of an expression only where it begins.
 */
let method: Handler | undefined
const { getMethod } = glassEasel.Component
glassEasel.Component.getMethod = (component, name) => {
  method = getMethod(component, name) as Handler | undefined
  if (!method && name !== '') console.warn(`${component.is} has no method "${name}" to handle an event`)
  return method as never
}

/** WeChat ignores a handler's return value, unless it is an input's new text; in glass-easel false would stop the event. */
function wrapListener(component: unknown, event: glassEasel.ShadowedEvent<unknown>, handler: Handler): void {
  if (handler !== method) refuse('a WXS function that handles an event')
  const returned = handler.call(component, toHandlerEvent(event))
  if (event.getEventName() === 'input' && typeof returned === 'string')
    refuse('a text that an input handler returns')
}

/** `change:property` can only name a WXS function. */
const wrapObserver = () => () => refuse('a WXS function that observes a property')

/** Said once, as the official compiler's code does. */
const missed = new Set<string>()
function missTemplate(path: string, name: unknown): void {
  const message = `${path}.wxml: template "${String(name)}" not found`
  if (!missed.has(message)) console.warn(message)
  missed.add(message)
}

function compileTemplates(expression: string, simulatorTurn: (place: string) => void): Record<string, never> {
  const free = { wrapListener, wrapObserver, missTemplate, simulatorTurn, getRegExp, getDate }
  const make = (0, eval)(`(function (${Object.keys(free).join()}) { return ${expression}\n})`) as (
    ...values: unknown[]
  ) => Record<string, never>
  return make(...Object.values(free))
}
