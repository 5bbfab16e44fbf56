// Host and browser → the simulator's wx APIs, which the engine merges with its own.
import type { SimulatorHost } from '../host'
import { createAudioFactory } from './audio'
import { createChat } from './chat'
import { createCloud } from './cloud'
import { createDevice } from './device'
import { createFeedback } from './feedback'
import { createFileStore, directories } from './file-store'
import type { FileEntry } from './file-store'
import { createBlobUrls, createFileSystemManager } from './files'
import { createLogs, type LoggedLine } from './logs'
import { createOverlay } from './overlay'
import { createPermission } from './permission'
import { createIndexedDbPersistence, createMirror, outliving } from './persistence'
import { createRecorderManager } from './recorder'
import { createRequest } from './request'
import { createStorage, seedStorage } from './storage'
import { isStorageSeed } from './switches'
import type { Switches } from './switches'

const storageMirror = createMirror(outliving(createIndexedDbPersistence('storage')))
const filesMirror = createMirror<FileEntry>(createIndexedDbPersistence('files'))
const fileStore = createFileStore(filesMirror)

/** Object URL of a simulator file (`http://tmp/…`, `http://usr/…`), for `<image>`; undefined for any other path. */
export const blobUrl = createBlobUrls(fileStore)

/** Loads storage and files. Await it before calling `createWx`. */
export async function ready(): Promise<void> {
  await Promise.all([storageMirror.ready(), filesMirror.ready()])
}

declare global {
  var __simulator: SimulatorControls | undefined
}

/** Available as `window.__simulator`, for tests and the panel. */
export interface SimulatorControls extends Switches {
  /** Sends the mini program to the background, as when the student switches to another app. */
  hideApp(): void
  showApp(): void
  /** What the mini program has written to WeChat's logs since its launch, oldest first. */
  logged(): readonly LoggedLine[]
  /** Duration recorded in the current take, without pauses; 0 without a take. */
  recordedMs(): number
}

/** The engine follows the page's visibility; this makes it look as if the browser tab had been left. */
function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden })
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Call once per launch. The conditions come from the page's URL and can be changed through `window.__simulator`. */
export function createWx(host: SimulatorHost): Record<string, unknown> {
  const { switches, launch, apiBase } = host
  const setAppHidden = (isHidden: boolean): void => switches.set('app', isHidden ? 'hidden' : 'shown')
  const followApp = (): void => setHidden(switches.get('app') === 'hidden')
  switches.onChangeOf('app', followApp)
  // after the mini program has been launched
  if (switches.get('app') === 'hidden') setTimeout(followApp, 0)
  const seed = launch.search.getAll('storage').find(isStorageSeed)
  seedStorage(storageMirror, host.storage)
  if (seed !== undefined) seedStorage(storageMirror, JSON.parse(seed))

  const { urlOf: cloudUrl, ...cloud } = createCloud(host, fileStore)
  // the simulator's server has the package's files under /program/
  const resolveSource = (src: string): string | undefined => {
    if (src.startsWith('/')) return `${apiBase}/program${src}`
    const isRemote =
      /^https?:\/\//.test(src) && !Object.values(directories).some((directory) => src.startsWith(directory))
    return blobUrl(src) ?? cloudUrl(src) ?? (isRemote ? src : undefined)
  }
  const feedback = createFeedback(createOverlay(host))
  const permission = createPermission(switches, feedback, setAppHidden)
  const recorder = createRecorderManager(host, fileStore, permission.openMicrophone)
  const logs = createLogs()
  globalThis.__simulator = {
    ...switches,
    logged: logs.lines,
    hideApp: () => setAppHidden(true),
    showApp: () => setAppHidden(false),
    recordedMs: recorder.recordedMs,
  }
  const fileSystem = createFileSystemManager(fileStore, () => switches.get('storage') === 'full')

  return {
    env: { USER_DATA_PATH: directories.user },
    ...createStorage(storageMirror, switches),
    ...createDevice(host, (title) => void feedback.api.showToast({ title, icon: 'none' })),
    ...feedback.api,
    ...permission.api,
    ...logs.api,
    ...createChat(fileStore, feedback.offer, permission.requirePrivacy),
    request: createRequest(host),
    cloud,
    getFileSystemManager: () => fileSystem,
    getRecorderManager: () => recorder.manager,
    createInnerAudioContext: createAudioFactory(resolveSource, host),
  }
}
