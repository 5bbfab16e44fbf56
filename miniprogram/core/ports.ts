// What core asks of the outside. `platform/` has one adapter a port; tests pass scripted ones.
import type { AppError } from './errors'

/** Time, passed in so that tests own it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number
  /** A stopwatch: only differences mean something, and it never goes back when the phone's clock is set. */
  monotonicMs(): number
  /** Calls `run` once after `delayMs`; the returned function cancels it and may be called at any time. */
  setTimer(delayMs: number, run: () => void): () => void
}

/** One finished recording, checked to be MP3. */
export interface Recording {
  /** Its attempt's id, and the name of its file in permanent storage: given when the recorder stops, and never changed. */
  readonly id: string
  /** Where the file is now: `wxfile://…` on phones, `http://tmp/…` in DevTools. Saving it moves it. */
  readonly filePath: string
  readonly durationMs: number
  readonly sizeBytes: number
  /** Loudness over the whole recording in equal slices, each 0 (silence) … 1 (loudest), two decimals; none when unknown. */
  readonly levels: readonly number[]
}

/**
 * What a take reports. `onStop` or `onError` is called exactly once and is the last call;
 * after `cancel()` nothing is called any more.
 */
export interface TakeHandlers {
  onStart(): void
  /** Paused by the student, or by the system (a call, another app). */
  onPause(): void
  onResume(): void
  /** Loudness of the sound since the last call, 0 … 1, oldest first; roughly ten values a second. */
  onLevels(levels: readonly number[]): void
  onStop(recording: Recording): void
  onError(error: AppError): void
}

/** A recording in progress. Calls in a state where they make no sense are ignored. */
export interface Take {
  pause(): void
  resume(): void
  stop(): void
  /** Throws away what was recorded. */
  cancel(): void
}

export interface Recorder {
  /**
   * Asks for the microphone and starts. One take at a time: the one before it must have ended.
   * Never calls a handler before it has returned.
   */
  start(handlers: TakeHandlers): Take
}

export interface AnswerRequest {
  /** The request's id: decimal milliseconds since the epoch, unique a launch. */
  readonly logid: string
  readonly recording: Recording
}

/**
 * What one exchange reports, in this order: `onUploadProgress`* → `onRequest` at most once → `onChunk`* → `onEnd` or
 * `onError` once, last. A failure before the request comes without `onRequest`. After `abort()` nothing is called any more.
 */
export interface ExchangeHandlers {
  /** Share of the audio uploaded to cloud storage, 0 … 1. Inline it is never called. */
  onUploadProgress(fraction: number): void
  /** The request with the audio (or its URL) has been handed to the network: the answer may begin. */
  onRequest(): void
  /** Bytes of a 200 answer as they came: merged, cut anywhere. The callee may keep the array. */
  onChunk(chunk: Uint8Array): void
  /** The connection ended by itself after HTTP 200. */
  onEnd(): void
  onError(error: AppError): void
}

/** One POST and its answer. */
export interface Exchange {
  /** Closes the connection. Does nothing once ended. */
  abort(): void
}

/** Carries a recording to the service and its answer back: inline or through the cloud. */
export interface Transport {
  /** Never calls a handler before it has returned. */
  send(request: AnswerRequest, handlers: ExchangeHandlers): Exchange
}

/** Files in the cloud's storage. */
export interface CloudFiles {
  /** Resolves too where they are not there any more. Rejects with AppError `upload-failed` when the cloud did not do it. */
  remove(fileIDs: readonly string[]): Promise<void>
}

export interface StorageUsage {
  readonly usedBytes: number
  readonly limitBytes: number
}

/** Small values that outlive the launch: 1 MB a key, 10 MB in all. Every call has happened when it returns. */
export interface KeyValueStore {
  /** A copy of what was set, or undefined: never set, removed, or not to be read. Never throws. */
  get(key: string): unknown
  /** `value` must survive JSON. Throws AppError `storage-full`; the key then has what it had before. */
  set(key: string, value: unknown): void
  /** Nothing happens when the key is not there. Never throws. */
  remove(key: string): void
  /** In no order. */
  keys(): string[]
  usage(): StorageUsage
}

/** A recording's file that outlives the launch. */
export interface KeptFile {
  readonly name: string
  /** Where it is in this launch. The folder's address is WeChat's to choose: store the name. */
  readonly filePath: string
}

/** The recordings' permanent place: 200 MB of files. Calls about one name must not overlap, but for `keep`. */
export interface RecordingFiles {
  /**
   * Moves a temporary file there; resolves with its new path, and at once when `name` is there already.
   * Rejects with AppError `storage-full` or `recording-unreadable`; the file is then where it was.
   */
  keep(tempFilePath: string, name: string): Promise<string>
  /** Writes a recording that no file holds yet; resolves with its path. Rejects as `keep` does. */
  write(name: string, bytes: Uint8Array): Promise<string>
  /** Whether the kept file `name` is there. Never rejects. */
  exists(name: string): Promise<boolean>
  /** Where the kept file `name` is in this launch, whether it exists or not. */
  pathOf(name: string): string
  /** Every kept file, in no order. Rejects with AppError `recording-unreadable` when the folder cannot be read. */
  list(): Promise<KeptFile[]>
  /** The bytes of a file, kept or temporary. Rejects with AppError `recording-unreadable`. */
  read(filePath: string): Promise<Uint8Array>
  /** Deletes; resolves too when it is not there. Rejects with AppError `recording-unreadable`. */
  remove(name: string): Promise<void>
  usage(): Promise<StorageUsage>
}

/** Where the playback of one recording stands. */
export interface Playback {
  readonly isPlaying: boolean
  /** 0 … `durationMs`; back at 0 once it has played to its end. */
  readonly positionMs: number
  /** The recording's own: the platform reports 0 until it has played for a while. */
  readonly durationMs: number
  /** It has played to its end, and has not been started again since. */
  readonly hasEnded: boolean
  /** It cannot be played. `play` may be tried again. */
  readonly error?: AppError
}

/** Plays recordings, one at a time. It starts, pauses and moves only as it is told, or when the system pauses it. */
export interface Player {
  /**
   * Plays from where this recording was paused or put by `seek`, else from its beginning. Another recording
   * takes the place of the one before, whose listener hears that it is not playing any more.
   * `listener` hears every change, some four a second while it plays, never before `play` has returned.
   */
  play(recording: Pick<Recording, 'filePath' | 'durationMs'>, listener: (playback: Playback) => void): void
  pause(): void
  /** Moves within the recording last given to `play`; playing goes on, a pause stays one. */
  seek(positionMs: number): void
  /** Silence, and nothing is held any more: before recording, and when the page goes. `play` may follow. */
  destroy(): void
}

export type TabName = 'practice' | 'topics' | 'history' | 'me'

/** Pages that are opened from anywhere, without parameters. */
export type PageName = 'privacy' | 'diagnostics' | 'phrases'

/** From page to page. What cannot be opened leaves the student where they are. */
export interface Navigation {
  /** Puts the attempt's page on top of this one. */
  openAttempt(id: string): void
  /** Puts that page on top of this one. */
  openPage(page: PageName): void
  openTab(tab: TabName): void
  /** Puts the topic's page on top of this one. */
  openTopic(id: string): void
  /** Puts the mock Part 1 on top of this one. */
  openMock(): void
  /** Back to the page below; to `tab` where there is none. */
  back(tab: TabName): void
  /** Only a tab's own page can do it. */
  setTabBarVisible(isVisible: boolean): void
}

export interface Confirmation {
  readonly title: string
  readonly content: string
  /** At most four characters: WeChat refuses more. */
  readonly yes: string
  /** Without it there is nothing to choose. */
  readonly no?: string
  /** What is agreed to cannot be taken back. */
  readonly isDanger?: boolean
}

/** WeChat's own dialogs. */
export interface Dialogs {
  /** False too when the dialog could not be shown. */
  confirm(confirmation: Confirmation): Promise<boolean>
  /** What the student wrote, beginning with `text`; null when the dialog was left. */
  write(title: string, text: string, yes: string, no: string): Promise<string | null>
  /** The place of the chosen one among `items` (six at most), or null. */
  choose(title: string, items: readonly string[]): Promise<number | null>
}
