// usingComponents → paths that do not exist, each with its line; and the tags that a WXML file may use.
import path from 'node:path'
import { readJson } from './check-json'
import { locate } from './problem'
import type { Problem } from './problem'
import { resolveInProject } from './project'
import type { Project } from './project'

/** https://developers.weixin.qq.com/miniprogram/dev/component/, plus WXML's own tags. */
const builtInTags = `
  ad ad-custom audio block button camera canvas channel-live channel-video checkbox checkbox-group cover-image
  cover-view double-tap-gesture-handler draggable-sheet editor editor-portal force-press-gesture-handler form
  functional-page-navigator grid-builder grid-view horizontal-drag-gesture-handler icon image import include input
  keyboard-accessory label list-builder list-view live-player live-pusher long-press-gesture-handler map match-media
  movable-area movable-view native-component navigation-bar navigator nested-scroll-body nested-scroll-header
  official-account official-account-publish open-container open-data open-data-item open-data-list page-container
  page-meta pan-gesture-handler picker picker-view picker-view-column progress radio radio-group rich-text root-portal
  scale-gesture-handler scroll-view selection share-element slider slot snapshot span sticky-header sticky-section
  store-coupon store-gift store-home store-product swiper swiper-item switch tap-gesture-handler template text textarea
  vertical-drag-gesture-handler video view voip-room web-view wxs`
  .trim()
  .split(/\s+/)

/** The tags available to a component with the configuration `own` in an app with the configuration `app`. */
export function knownTags(app: Record<string, unknown>, own: Record<string, unknown>): Set<string> {
  return new Set([
    ...builtInTags,
    ...Object.keys(objectAt(app, 'usingComponents')),
    ...Object.keys(objectAt(own, 'usingComponents')),
    ...Object.keys(objectAt(own, 'componentGenerics')),
  ])
}

function objectAt(config: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = config[key]
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Reports every missing path with its line; the official compiler reports one, without its line. */
export function checkComponentPaths(project: Project): Problem[] {
  return project.files
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const entries = Object.entries(objectAt(readJson(project, file), 'usingComponents'))
      return entries
        .filter(([, target]) => typeof target === 'string' && !exists(project, file, target))
        .map(([tag, target]) => ({
          file,
          ...locate(project.read(file), `"${tag}"`),
          message: `component <${tag}>: no file at ${String(target)}`,
        }))
    })
}

/** `target` is a path relative to the file, or an npm package in a miniprogram_npm folder here or above. */
function exists(project: Project, file: string, target: string): boolean {
  // plugin://, dynamicLib://, ext://: WeChat provides them
  if (target.includes('://')) return true
  const candidates = [resolveInProject(project, file, target)]
  if (/^[^./]/.test(target)) {
    for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
      candidates.push(path.posix.join(folder, 'miniprogram_npm', target))
    }
  }
  return candidates.some((base) => project.has(`${base}.json`) || project.has(`${base}/index.json`))
}
