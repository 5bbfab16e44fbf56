// Inside the simulator's page → what can be tapped, what is stored, what the recorder has delivered. Playwright sends each
// function to the page by its source, so each stands alone.
import type { Attempt } from '../../miniprogram/core/attempts/attempt'

/** Something to tap, where it is topmost. */
export interface Target {
  /** As screen readers say it; in a dialog, after the dialog's title. */
  readonly name: string
  /** Targets of one kind are alike: the rows of a list. */
  readonly kind: string
  readonly x: number
  readonly y: number
}

/** A take that the recorder has delivered. */
export interface DeliveredTake {
  readonly durationMs: number
  /** By the clock, which the app goes by; sound ahead of it makes the duration longer. */
  readonly elapsedMs: number
  readonly atMs: number
  /** Of the mock Part 1. */
  readonly isMock: boolean
}

export interface Look {
  readonly atMs: number
  readonly path: string
  readonly targets: readonly Target[]
  /** Elements that stick out of the screen sideways. */
  readonly tooWide: readonly string[]
  readonly attempts: readonly Attempt[]
  /** Attempts of the mock Part 1. */
  readonly mockIds: readonly string[]
  /** The answer on the page; `''` without one. */
  readonly shownText: string
  /** Since the launch. */
  readonly takes: readonly DeliveredTake[]
}

/** What a click has hit, as it was just before. */
export interface Click {
  readonly name: string
  readonly atMs: number
  readonly shownForMs: number
}

interface TappedWindow {
  tapper?: {
    places: { name: string; x: number; y: number; sinceMs: number }[]
    takes: DeliveredTake[]
    /** The last click that hit something to tap. */
    click: Click | null
    describe(element: HTMLElement, atMs: number): { name: string; sinceMs: number }
  }
  simulator?: {
    wx: {
      getStorageSync(key: string): unknown
      getStorageInfoSync(): { keys: string[] }
      navigateTo(options: { url: string }): unknown
      getRecorderManager(): {
        onStart(listener: () => void): void
        onStop(listener: (result: { duration: number }) => void): void
      }
    }
    getCurrentPages(): { route?: string }[]
  }
}

/** Before each launch: notes when named buttons appeared where they are, when the page was clicked, and what the recorder delivers. */
export function watch(selector: string): void {
  const own = window as unknown as TappedWindow
  /** When the places were noted the last time: what is not among them may have come at any time since. */
  let notedAtMs = Date.now()
  const tapper: NonNullable<TappedWindow['tapper']> = {
    places: [],
    takes: [],
    click: null,
    describe(element, atMs) {
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const own = element.getAttribute('aria-label') ?? (element.innerText || element.className)
      const place = tapper.places.find((one) => one.name === own && Math.hypot(one.x - x, one.y - y) < 44)
      const dialog = element.closest('[role=alertdialog]')?.getAttribute('aria-label')
      // on a busy machine the places are noted late, changes are not
      const changedAtMs = globalThis.__unhurried?.changedAtMs.get(element) ?? atMs
      return {
        name: `${dialog ? `${dialog}: ` : ''}${own.trim().replace(/\s+/g, ' ').slice(0, 60)}`,
        sinceMs: Math.min(place?.sinceMs ?? notedAtMs, changedAtMs),
      }
    },
  }
  own.tapper = tapper
  const clicked = ({ target }: MouseEvent): void => {
    const element = (target as Element).closest<HTMLElement>(selector)
    const atMs = Date.now()
    const found = element ? tapper.describe(element, atMs) : null
    tapper.click = found && { name: found.name, atMs, shownForMs: atMs - found.sinceMs }
  }
  document.addEventListener('click', clicked, { capture: true })
  let isListening = false
  setInterval(() => {
    const nowMs = Date.now()
    // until the launch, the name stands for the element with this id
    if (!isListening && own.simulator?.wx) {
      isListening = true
      let startedAtMs = 0
      let isMock = false
      const recorder = own.simulator.wx.getRecorderManager()
      recorder.onStart(() => {
        startedAtMs = Date.now()
        isMock = own.simulator?.getCurrentPages().at(-1)?.route === 'pages/mock/mock'
      })
      recorder.onStop(({ duration }) => {
        const atMs = Date.now()
        tapper.takes.push({ durationMs: duration, elapsedMs: atMs - startedAtMs, atMs, isMock })
      })
    }
    const before = tapper.places
    tapper.places = [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect()
      if (width === 0) return []
      const [x, y] = [left + width / 2, top + height / 2]
      const name = element.getAttribute('aria-label') ?? element.innerText
      const same = before.find((place) => place.name === name && Math.hypot(place.x - x, place.y - y) < 44)
      return [{ name, x, y, sinceMs: same?.sinceMs ?? notedAtMs }]
    })
    notedAtMs = nowMs
  }, 50)
}

export function look(selector: string): Look {
  const own = window as unknown as Required<TappedWindow>
  const screen = document.querySelector('.phone-screen')?.getBoundingClientRect()
  if (!screen || !own.simulator.wx) throw new Error('no phone')
  const nowMs = Date.now()

  const targets = [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
    const box = element.getBoundingClientRect()
    const [left, right] = [Math.max(box.left, screen.left), Math.min(box.right, screen.right)]
    const [top, bottom] = [Math.max(box.top, screen.top), Math.min(box.bottom, screen.bottom)]
    if (right - left < 4 || bottom - top < 4) return []
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    const hit = document.elementFromPoint(x, y)
    if (!hit || !element.contains(hit)) return []
    const { name } = own.tapper.describe(element, nowMs)
    const kind = `${element.getAttribute('role') ?? element.tagName}.${element.classList[0] ?? ''}`
    return [{ name, kind, x, y }]
  })

  const isClipped = (element: Element): boolean => {
    for (let at = element.parentElement; at && !at.matches('.phone-screen'); at = at.parentElement)
      if (
        getComputedStyle(at).overflowX !== 'visible' &&
        at.getBoundingClientRect().right <= screen.right + 1
      )
        return true
    return false
  }
  const tooWide = [...document.querySelectorAll('.phone-screen *')].flatMap((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    const isOut = width > 0 && (right > screen.right + 1 || left < screen.left - 1)
    return isOut && !element.closest('.under') && !isClipped(element)
      ? [`${element.tagName}.${element.className} ${Math.round(left)}…${Math.round(right)}`]
      : []
  })

  const { wx } = own.simulator
  const attempts = wx
    .getStorageInfoSync()
    .keys.filter((key) => /^practice\.attempt\.\d+$/.test(key))
    .map((key) => wx.getStorageSync(key) as Attempt)
  const mock = wx.getStorageSync('practice.mock') as
    { items?: { outcome: { attemptId?: string | null } }[] } | ''
  const mockIds = ((mock && mock.items) || []).flatMap(({ outcome }) => outcome.attemptId ?? [])
  const texts = [...document.querySelectorAll<HTMLElement>('.answer, [class*="--answer"]')]
  const pages = own.simulator.getCurrentPages()
  return {
    ...{ atMs: nowMs, targets, tooWide, attempts, mockIds },
    path: pages[pages.length - 1]?.route ?? '',
    shownText: texts
      .filter((element) => element.getBoundingClientRect().width > 0 && !element.closest('.under'))
      .map(({ innerText }) => innerText)
      .join('\n'),
    takes: own.tapper.takes,
  }
}

/** The click that was just made; null if it hit nothing. */
export function takeClick(): Click | null {
  const { tapper } = window as unknown as Required<TappedWindow>
  const { click } = tapper
  tapper.click = null
  return click
}

export function open(url: string): void {
  ;(window as unknown as Required<TappedWindow>).simulator.wx.navigateTo({ url })
}
