// The page served by the simulator, with `simulatorProgram` and `simulatorStorage` → a running mini program.
import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { linkToServer } from './automator/link'
import { createMethods, type Methods } from './automator/methods'
import { tellExceptions } from './automator/reports'
import type { LaunchOptions, SimulatorHost } from './host'
import { listenForEvents } from './pages/events'
import { callIfThere, createFramework } from './pages/framework'
import { createLoader } from './pages/loader'
import { createPackages } from './pages/packages'
import { createPageStack, queryOf } from './pages/page-stack'
import { showPanel } from './pages/panel'
import { createPhone } from './pages/phone'
import { refusing, showProblems, textOf } from './pages/problems'
import { createSelectorQuery } from './pages/selector-query'
import { createTabBar } from './pages/tab-bar'
import { createTheme } from './pages/theme'
import { createTurns } from './pages/turns'
import { isCodeLazy, unitsOf } from './pages/units'
import { viewCalls } from './pages/view-calls'
import type { Program } from './program'
import { createWx, ready } from './wx'
import { createWxObject, missingApi } from './wx/api'
import { createListeners } from './wx/listeners'
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
  const theme = createTheme(program, search.get('theme'))
  const phone = createPhone(parent, theme)
  phone.screen.dataset['style'] = program.app.style
  const switches = createSwitches(search, localStorage)
  showPanel(phone, switches, theme)
  const shown = createListeners<LaunchOptions>()
  const hidden = createListeners<void>()
  const host: SimulatorHost = {
    root: phone.overlay,
    phone: phone.metrics,
    switches,
    theme,
    lifecycle: { onAppShow: shown.on, onAppHide: hidden.on },
    launch: { ...launch, search },
    storage,
    apiBase: location.origin,
  }

  const turns = createTurns(Number(search.get('stopAfterMs') ?? STOP_AFTER_MS))
  const framework = createFramework(program, createOverlay(host), turns.turn)
  const packages = createPackages(program.app, switches)
  const tabBar = createTabBar(program.app, phone.tabs, theme)
  const stack = createPageStack(program, phone, theme, tabBar, packages, framework, (path) => prepare(path))
  let app: Record<string, unknown> | undefined
  const callApp = (name: string, ...args: unknown[]) => callIfThere('App', app ?? {}, name, args)
  theme.onChange((next) => callApp('onThemeChange', { theme: next }))
  const wx = createWxObject({
    ...stack.apis,
    ...tabBar.apis,
    createSelectorQuery: () => createSelectorQuery(stack.current()),
    ...createWx(host),
  })

  // For the browser's console and tests. The mini program cannot see it: see hidden-globals.ts.
  Object.assign(window, { simulator: { getApp: () => app, getCurrentPages: stack.all, wx, viewCalls } })
  const { load, evaluate } = createLoader(
    program.scripts,
    {
      wx,
      App(definition: Record<string, unknown>) {
        app = definition
        callApp('onLaunch', launch)
      },
      getApp: () => app,
      getCurrentPages: stack.all,
      Page: framework.Page,
      Component: framework.Component,
      Behavior: framework.Behavior,
      ...refusing('requirePlugin requireMiniProgram'),
      simulatorTurn: turns.turn,
      // One object for all modules, as in WeChat, for the mini program's own use.
      global: {},
    },
    framework.runFile,
    packages,
  )

  reportErrors(callApp, turns.isStopped)
  listenForEvents(phone.screen)

  // A file that fails affects only itself: a page is not opened, a component is missing from pages.
  const tried = new Set<string>()
  const tryToLoad = (path: string) => {
    if (tried.has(path)) return
    tried.add(path)
    try {
      load(path)
      if (!framework.isRegistered(path)) throw new Error(`${path}: neither Page() nor Component() is called`)
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
    shown.emit(launch)
  }
  appShow()
  const query = Object.entries(launch.query).map((pair) => pair.join('='))
  Promise.resolve(stack.open(`/${launch.path}?${query.join('&')}`)).catch(showFailure)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      stack.hideTop()
      callApp('onHide')
      hidden.emit()
    } else {
      appShow()
      stack.showTop()
    }
  })
  return createMethods({ wx, evaluate, stack, tell })
}

/** What the program throws → the console, and App's onError and onUnhandledRejection. */
function reportErrors(callApp: (name: string, ...args: unknown[]) => void, isStopped: () => boolean): void {
  glassEasel.addGlobalErrorListener((error) => {
    console.error(...[missingApi(error), error].filter(Boolean))
    const tell = () => callApp('onError', textOf(error))
    if (isStopped()) setTimeout(tell, 0)
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
}

/** `?path=pages/a/a&query=x%3D1` starts on another page, as a shared card would. */
function readLaunch(program: Program, search: URLSearchParams): LaunchOptions {
  const path = search.get('path') ?? program.app.pages[0] ?? ''
  const query = queryOf(search.get('query') ?? '')
  return { path, query, scene: SCENE, referrerInfo: {} }
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
