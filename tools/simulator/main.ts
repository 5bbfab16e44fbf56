// The page served by the simulator, with `simulatorProgram` and `simulatorStorage` → a running mini program.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { linkToServer } from './automator/link'
import { createMethods, type Methods } from './automator/methods'
import { tellExceptions } from './automator/reports'
import type { LaunchOptions, SimulatorHost } from './host'
import { listenForEvents } from './pages/events'
import { createFramework } from './pages/framework'
import type { PageInstance } from './pages/framework'
import { createLoader } from './pages/loader'
import { createPackages } from './pages/packages'
import { createPageStack } from './pages/page-stack'
import { showPanel } from './pages/panel'
import { createPhone } from './pages/phone'
import { showProblems, textOf } from './pages/problems'
import { createSelectorQuery } from './pages/selector-query'
import { createTabBar } from './pages/tab-bar'
import { createTheme } from './pages/theme'
import { createTurns } from './pages/turns'
import { isCodeLazy, unitsOf } from './pages/units'
import { viewCalls } from './pages/view-calls'
import type { Program } from './program'
import { createWx, ready } from './wx'
import { createWxObject, missingApi } from './wx/api'
import { createOverlay } from './wx/overlay'
import { createSwitches } from './wx/switches'

const SCENE = 1001
/** Longer than any work that a program would do at one go. */
const STOP_AFTER_MS = 20_000

/** Returns what a driver may call. */
function boot(program: Program, storage: SimulatorHost['storage'], parent: HTMLElement): Methods {
  const search = new URLSearchParams(location.search)
  const launch = readLaunch(program, search)
  for (const each of program.unsupported) console.error(each)
  const theme = createTheme(program.app.darkmode === true, search.get('theme'))
  const phone = createPhone(parent)
  phone.screen.dataset['style'] = program.app.style
  phone.showTheme(theme.current())
  const tabBar = createTabBar(program, phone, theme.current())
  const switches = createSwitches(search, localStorage)
  const packages = createPackages(program.app, switches)
  const stack = createPageStack(
    program,
    phone,
    tabBar,
    () => framework,
    (path) => prepare(path),
    packages,
    theme.current(),
  )
  theme.onChange((next) => {
    phone.showTheme(next)
    tabBar.showTheme(next)
    stack.showTheme(next)
    callApp('onThemeChange', { theme: next })
  })

  const showListeners = new Set<(options: LaunchOptions) => void>()
  const hideListeners = new Set<() => void>()
  const host: SimulatorHost = {
    root: phone.overlay,
    phone: phone.metrics,
    switches,
    theme,
    lifecycle: {
      onAppShow: (listener) => subscribe(showListeners, listener),
      onAppHide: (listener) => subscribe(hideListeners, listener),
    },
    launch: { ...launch, search },
    storage,
    apiBase: location.origin,
  }
  const wx = createWxObject({
    ...stack.apis,
    ...tabBar.apis,
    createSelectorQuery: () => createSelectorQuery(stack.current(), stack.viewportOf),
    ...createWx(host),
  })

  const turns = createTurns(Number(search.get('stopAfterMs') ?? STOP_AFTER_MS))
  let app: Record<string, unknown> | undefined
  const callApp = (name: string, ...args: unknown[]) => {
    const handler = app?.[name]
    if (typeof handler === 'function')
      glassEasel.safeCallback(`App ${name}`, handler as never, app as never, args as never)
  }
  // For the browser's console and tests. The mini program cannot see it: see hidden-globals.ts.
  Object.assign(window, { simulator: { getApp: () => app, getCurrentPages: stack.all, wx, viewCalls } })
  const controls = globalThis.__simulator
  if (!controls) throw new Error('createWx sets the controls')
  showPanel(parent, controls, theme)
  const framework = createFramework(program, createOverlay(host), stack.viewportOf, turns.turn)
  const { load, evaluate } = createLoader(
    program.scripts,
    {
      wx,
      App: (definition: Record<string, unknown>) => {
        app = definition
        callApp('onLaunch', launch)
      },
      getApp: () => app,
      getCurrentPages: (): PageInstance[] => stack.all(),
      Page: framework.Page,
      Component: framework.Component,
      Behavior: framework.Behavior,
      simulatorTurn: turns.turn,
      // One object for all modules, as in WeChat, for the mini program's own use.
      global: {},
      console,
      setTimeout: setTimeout.bind(window),
      clearTimeout: clearTimeout.bind(window),
      setInterval: setInterval.bind(window),
      clearInterval: clearInterval.bind(window),
    },
    framework.runFile,
    packages,
  )

  glassEasel.addGlobalErrorListener((error) => {
    console.error(...[missingApi(error), error].filter(Boolean))
    const tell = () => callApp('onError', textOf(error))
    if (turns.isStopped()) setTimeout(tell, 0)
    else tell()
    return false
  })
  addEventListener('error', ({ error }) => {
    if (missingApi(error)) console.error(missingApi(error))
    callApp('onError', textOf(error))
  })
  addEventListener('unhandledrejection', (event) => {
    const reason = event.reason as unknown
    // the browser would print an object such as wx's failures without its fields
    if (!(reason instanceof Error) || missingApi(reason)) {
      event.preventDefault()
      console.error(`Uncaught (in promise) ${textOf(reason)}`)
    }
    callApp('onUnhandledRejection', { reason, promise: event.promise })
  })
  const viewportOrigin = () => {
    const page = stack.current()
    return (page ? stack.viewportOf(page).window : phone.screen).getBoundingClientRect()
  }
  listenForEvents(phone.screen, viewportOrigin)

  // A file that fails affects only itself: a page is not opened, a component is missing from pages.
  const tryToLoad = (path: string) => {
    try {
      load(path)
    } catch (error) {
      console.error(textOf(error))
      if (path in program.pages) (program.problems[path] ??= []).push(textOf(error))
    }
  }
  if ('app' in program.scripts) load('app')
  framework.applyStyles(['app'])
  const prepare = (path: string) => {
    const units = unitsOf(path, program)
    units.forEach(tryToLoad)
    framework.applyStyles(units)
  }
  // WeChat loads the code once the placeholder is on the page
  framework.onWaiting((path) => requestAnimationFrame(() => prepare(path)))
  if (!isCodeLazy(program))
    for (const page of Object.keys(program.pages))
      if (packages.apart(page, 'app') === undefined) prepare(page)
  const appShow = () => {
    callApp('onShow', launch)
    for (const listener of showListeners) listener(launch)
  }
  appShow()
  Promise.resolve(stack.open(`/${launch.path}?${new URLSearchParams(launch.query)}`)).catch(showFailure)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      stack.hideTop()
      callApp('onHide')
      for (const listener of hideListeners) listener()
    } else {
      appShow()
      stack.showTop()
    }
  })
  return createMethods({ wx, evaluate, stack, tell })
}

/** `?path=pages/a/a&query=x%3D1` starts on another page, as a shared card would. */
function readLaunch(program: Program, search: URLSearchParams): LaunchOptions {
  const path = search.get('path') ?? program.app.pages[0] ?? ''
  const query = Object.fromEntries(new URLSearchParams(search.get('query') ?? ''))
  return { path, query, scene: SCENE, referrerInfo: {} }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const { simulatorProgram, simulatorStorage } = window as unknown as {
  simulatorProgram?: Program
  simulatorStorage?: SimulatorHost['storage']
}

function showFailure(error: unknown): void {
  console.error(error)
  showProblems([textOf(error)])
}

/** Shows why, if the mini program cannot start. */
async function start(): Promise<Methods> {
  const parent = document.getElementById('simulator')
  if (!simulatorProgram || !parent) throw new Error('the page has no mini program')
  const problems = simulatorProgram.problems['']
  if (problems) {
    showProblems(problems)
    throw new Error(problems.join('\n'))
  }
  try {
    await ready()
    return boot(simulatorProgram, simulatorStorage ?? {}, parent)
  } catch (error) {
    showFailure(error)
    throw error
  }
}

const tell = linkToServer(start())
tellExceptions(tell)
