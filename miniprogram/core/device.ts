// What the device check asks of the phone: WeChat's own behaviour, with nothing worked around.
import type { Clock } from './ports'

/** As WeChat reports it; either may be missing. */
export interface RawFailure {
  readonly errMsg?: string
  readonly errno?: number
}

export interface RawRequest {
  readonly url: string
  readonly body: string
  readonly timeoutMs: number
  onHeaders(status: number | undefined): void
  onChunk(data: unknown): void
  onSuccess(status: number | undefined, data: unknown): void
  onFail(failure: RawFailure): void
}

/** Each call rejects with a `RawFailure`. */
export interface RawFiles {
  /** Where the mini program may write. */
  readonly root: string
  /** With `recursive`. */
  makeFolder(path: string): Promise<unknown>
  /** Text is base64. */
  write(path: string, data: ArrayBuffer | string): Promise<unknown>
  read(path: string): Promise<unknown>
  /** With `recursive`: its `stats`, in whatever shape. */
  stat(path: string): Promise<unknown>
  remove(path: string): Promise<unknown>
  removeFolder(path: string): Promise<unknown>
}

export interface RawStorage {
  set(key: string, value: unknown): void
  get(key: string): unknown
  remove(key: string): void
  /** In kB. */
  limit(): number
}

export type RawFormat = 'mp3' | 'aac' | 'wav' | 'PCM'

/** The recorder's events, from its latest `start` on. */
export interface RawTakeListener {
  onStart(): void
  onPause(): void
  onResume(): void
  onFrame(sizeBytes: number): void
  onStop(stopped: { readonly tempFilePath: string; readonly fileSize: number }): void
  onError(failure: RawFailure): void
}

export interface RawRecorder {
  /** With the options of the app's own takes, but for the format. */
  start(format: RawFormat, listener: RawTakeListener): void
  pause(): void
  resume(): void
  stop(): void
}

type AudioEvent = 'Canplay' | 'Play' | 'TimeUpdate' | 'Ended'

/** Times in seconds. */
export interface RawAudio {
  readonly currentTime: number
  readonly duration: number
  play(): void
  seek(position: number): void
  destroy(): void
}

/** Each promise rejects with a `RawFailure`. */
export interface RawSystem {
  /** Px; what a base library does not know is undefined. */
  window(): {
    readonly screenHeight: number | undefined
    readonly windowHeight: number
    readonly safeAreaBottom: number | undefined
  }
  theme(): string | undefined
  /** Size of an element of the visible page, in px; null if it has none. */
  measure(selector: string): Promise<{ readonly width: number; readonly height: number } | null>
  privacySetting(): Promise<{ readonly needAuthorization: unknown }>
  /** Copies text; WeChat shows that it did. */
  copy(text: string): Promise<unknown>
  keepScreenOn(isOn: boolean): Promise<unknown>
  /** Colours the navigation bar; null gives it the app's own colours again. */
  colourBar(
    colours: { readonly front: '#000000' | '#ffffff'; readonly background: string } | null,
  ): Promise<unknown>
  /** Gives the tab bar the app's own colours. */
  colourTabBar(): Promise<unknown>
  /** How many came. */
  randomBytes(length: number): Promise<number>
  /** Calls `run` as a promise that is already resolved would. */
  afterPromise(run: () => void): void
}

export interface Device {
  readonly clock: Clock
  request(request: RawRequest): { abort(): void }
  readonly files: RawFiles
  readonly storage: RawStorage
  readonly recorder: RawRecorder
  openAudio(
    filePath: string,
    on: Readonly<Record<AudioEvent, () => void>>,
    onError: (failure: RawFailure) => void,
  ): RawAudio
  /** As before each playback of the app: aloud, whatever the mute switch says. */
  setAudioOption(): Promise<unknown>
  readonly system: RawSystem
}
