// What core needs from outside. `platform/` has one adapter per port; tests pass scripted ones.
import type { AppError } from './errors'

/** Time, passed in so that tests control it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number
  /** A stopwatch: only differences are meaningful, and setting the phone's clock never turns it back. */
  monotonicMs(): number
  /** Calls `run` once after `delayMs`; the returned function cancels it and may be called at any time. */
  setTimer(delayMs: number, run: () => void): () => void
}

/** Silence between two words, as far as `core/recording/speech.ts` can tell. */
export interface Pause {
  readonly startMs: number
  readonly endMs: number
}

/** Whole milliseconds from the start of the recording. */
export interface Speech {
  /** What came before was time to think. */
  readonly firstWordMs: number
  readonly lastWordMs: number
  /** Between the first and the last word, oldest first. */
  readonly pauses: readonly Pause[]
  /** How loud the voice was, in dB relative to full scale. */
  readonly levelDb: number
}

/** One finished recording, checked to be MP3. */
export interface Recording {
  /** Also its attempt's id and its file's name in permanent storage. Given when the recorder stops; never changes. */
  readonly id: string
  /** Where the file is now: `wxfile://…` on phones, `http://tmp/…` in DevTools. Saving it moves it. */
  readonly filePath: string
  readonly durationMs: number
  readonly sizeBytes: number
  /** Loudness over the whole recording in equal slices, each 0 (silence) … 1 (loudest), two decimals; empty when unknown. */
  readonly levels: readonly number[]
  /** Null when it cannot be told; absent when nobody has looked for it yet (`readSound` does). */
  readonly speech?: Speech | null
}

/**
 * What a take reports. `onStop` or `onError` is called exactly once, as the last call;
 * nothing is called after `cancel()`.
 */
export interface TakeHandlers {
  onStart(): void
  /** @param isInterrupted by the system (a call, another app), not by the student */
  onPause(isInterrupted: boolean): void
  onResume(): void
  /** Loudness of the sound since the last call, 0 … 1, oldest first; roughly ten values a second. */
  onLevels(levels: readonly number[]): void
  onStop(recording: Recording): void
  onError(error: AppError): void
}

/** A recording in progress. Calls that make no sense in its state are ignored. */
export interface Take {
  pause(): void
  resume(): void
  stop(): void
  /** Throws away what was recorded. */
  cancel(): void
}

export interface Recorder {
  /**
   * Asks for the microphone and starts. One take at a time: the previous one must have ended.
   * Never calls a handler before it has returned.
   */
  start(handlers: TakeHandlers): Take
}

export interface AnswerRequest {
  /** The request's id: decimal milliseconds since the epoch, unique within a launch. */
  readonly logid: string
  /** Null: nothing is sent, and the answer that the service keeps under the logid is read from its start. */
  readonly recording: Recording | null
}

/**
 * What one exchange reports, in this order: `onTurn` if it had to wait → `onUploadProgress`* → `onRequest` at most once →
 * `onChunk`* → `onEnd` or `onError` once, last. Wherever the connection is lost: `onLost` → `onAskedAgain`, and
 * `onReconnected` if the answer is found again. A failure before the request comes without `onRequest`. Nothing is
 * called after `abort()` or `stop()`.
 */
export interface ExchangeHandlers {
  /** Its waiting is over: it begins now. */
  onTurn(): void
  /** Share of the audio uploaded to cloud storage, 0 … 1. Never called for inline audio. */
  onUploadProgress(fraction: number): void
  /** The request with the audio (or its URL) has been handed to the network: the answer may begin. */
  onRequest(): void
  /** Bytes of a 200 answer as they were received: merged, cut anywhere. The callee may keep the array. */
  onChunk(chunk: Uint8Array): void
  /** The connection was lost, or silent; the service keeps its answers, and this one will be asked for again. */
  onLost(cause: AppError): void
  /** It is asked for again, under the same logid. At most three times. */
  onAskedAgain(): void
  /** It was found: `onChunk` goes on where it stopped. */
  onReconnected(): void
  /** Whether what came could be a whole answer, which only its reader can tell. */
  isWhole(): boolean
  /** The service ended the connection after HTTP 200. */
  onEnd(): void
  onError(error: AppError): void
}

/** One POST and its answer. */
export interface Exchange {
  /** Nothing has begun, and nothing does before `onTurn`. */
  readonly isWaiting: boolean
  /** Closes the connection, or leaves the line. Does nothing once the exchange has ended. */
  abort(): void
  /** The student does not want the answer: as `abort`, and a service that keeps its answers is told to stop writing it. */
  stop(): void
  /** It is silent: gives its connection up for another one, as after a loss. False if that cannot be. */
  reconnect(cause: AppError): boolean
}

/** Carries a recording to the service and its answer back: inline or through the cloud. */
export interface Transport {
  /** Never calls a handler before it has returned. */
  send(request: AnswerRequest, handlers: ExchangeHandlers): Exchange
}

/** Files in cloud storage. */
export interface CloudFiles {
  /** Deleting a missing file succeeds. Rejects with AppError `upload-failed` when the cloud did not delete them. */
  remove(fileIDs: readonly string[]): Promise<void>
}

export interface StorageUsage {
  readonly usedBytes: number
  readonly limitBytes: number
}

/** Small values that outlive the launch: 1 MB per key, 10 MB in all. Synchronous. */
export interface KeyValueStore {
  /** A copy of what was set; undefined when it was never set, was removed or cannot be read. Never throws. */
  get(key: string): unknown
  /** `value` must survive JSON. Throws AppError `storage-full`; the key then keeps its old value. */
  set(key: string, value: unknown): void
  /** Does nothing when the key does not exist. Never throws. */
  remove(key: string): void
  /** In no order. */
  keys(): string[]
  usage(): StorageUsage
}

/** A recording's file in permanent storage. */
export interface SavedFile {
  readonly name: string
  /** Valid for this launch only, as WeChat chooses the folder: store the name. */
  readonly filePath: string
}

/** Permanent storage for recordings: 200 MB of files. Calls for one name must not overlap, except `save`. */
export interface RecordingFiles {
  /**
   * Moves a temporary file there; resolves with its new path, at once when `name` is there already.
   * Rejects with AppError `storage-full` or `recording-unreadable`; the file then stays where it was.
   */
  save(tempFilePath: string, name: string): Promise<string>
  /** Writes a recording that has no file yet; resolves with its path. Rejects as `save` does. */
  write(name: string, bytes: Uint8Array): Promise<string>
  /** Whether the saved file `name` exists. Never rejects. */
  exists(name: string): Promise<boolean>
  /** The path of the saved file `name` in this launch, whether or not it exists. */
  pathOf(name: string): string
  /** Every saved file, in no order. Rejects with AppError `recording-unreadable` when the folder cannot be read. */
  list(): Promise<SavedFile[]>
  /** The bytes of a file, saved or temporary. Rejects with AppError `recording-unreadable`. */
  read(filePath: string): Promise<Uint8Array>
  /** Deletes; deleting a missing file succeeds. Rejects with AppError `recording-unreadable`. */
  remove(name: string): Promise<void>
  usage(): Promise<StorageUsage>
}

/** The state of the playback of one recording. */
export interface Playback {
  readonly isPlaying: boolean
  /** 0 … `durationMs`; back to 0 after playing to the end. */
  readonly positionMs: number
  /** Taken from the recording: the platform reports 0 until it has played for a while. */
  readonly durationMs: number
  /** It has played to the end and has not been restarted. */
  readonly hasEnded: boolean
  /** Why it cannot be played. `play` may be tried again. */
  readonly error?: AppError
}

/** Plays recordings, one at a time. Only these methods and interruptions by the system change the playback. */
export interface Player {
  /**
   * Resumes where this recording was paused or where `seek` moved it, else plays from the beginning. Another
   * recording replaces the current one, whose listener is called as it stops.
   * Calls `listener` after every change, about four times a second while playing, never before `play` has returned.
   */
  play(recording: Pick<Recording, 'filePath' | 'durationMs'>, listener: (playback: Playback) => void): void
  pause(): void
  /** Moves within the recording last given to `play`, which keeps playing or stays paused. */
  seek(positionMs: number): void
  /** Stops and releases everything: before recording, and when the page is closed. `play` may follow. */
  destroy(): void
  /** The same; resolves once nothing is heard any more. Never rejects. */
  silence(): Promise<void>
}

/** Reads English aloud: the service, and what the phone has kept of it. */
export interface Voice {
  /** False where the service has no voice: nothing is requested, and nothing of it is shown. May become false, never true again. */
  readonly isThere: boolean
  /**
   * The file in which `text` (one paragraph, at most 1,000 characters) is read aloud: one that is on the phone, else a new one.
   * Calls for one text share a request. Rejects with an AppError of a request, or `storage-full`.
   */
  fileFor(text: string): Promise<string>
  /** That file cannot be played: it is asked for anew next time. */
  forget(text: string): void
  /** Deletes every file. */
  forgetAll(): void
  /** Ends requests that are on their way: they reject with `interrupted`. */
  abort(): void
}

/** The answers that come with the app, in a package of their own, which WeChat fetches when it is needed and keeps. */
export interface ModelAnswers {
  /** To a question of the bank. Rejects with AppError `package-unavailable`; asking again may help. */
  of(questionId: string): Promise<string>
  /** Has the package fetched soon, so that it is there without a connection later. */
  fetchAhead(): void
}

export type TabName = 'practice' | 'topics' | 'history' | 'me'

/** Pages that can be opened from anywhere, without parameters. */
type PageName = 'plan' | 'privacy' | 'support' | 'phrases' | 'review' | 'transfer' | 'device-check'

/** Opens pages, one at a time: until one is there, other calls do nothing. If it cannot be opened, the student stays on the current page. */
export interface Navigation {
  /** Opens the attempt's page on top of this one. */
  openAttempt(id: string): void
  /** Opens the page on top of this one. */
  openPage(page: PageName): void
  openTab(tab: TabName): void
  /** Opens the topic's page on top of this one. */
  openTopic(id: string): void
  /** Opens the takes of a question, side by side, on top of this one. */
  openTakes(questionId: string): void
  /** Opens the mock Part 1 on top of this one. */
  openMock(): void
  /** Back to the page below, or to `tab` if there is none. */
  back(tab: TabName): void
  /** Works on tab pages only. */
  setTabBarVisible(isVisible: boolean): void
}

export interface Confirmation {
  readonly title: string
  readonly content: string
  /** At most four characters: WeChat rejects more. */
  readonly yes: string
  /** Without it, the dialog has one button. */
  readonly no?: string
  /** Confirming cannot be undone. */
  readonly isDanger?: boolean
}

/** WeChat's own dialogs, one at a time: until it is answered, another is not shown. */
export interface Dialogs {
  /** False also when the dialog was not shown. */
  confirm(confirmation: Confirmation): Promise<boolean>
  /** What the student wrote, starting from `text`; null when cancelled or not shown. */
  write(title: string, text: string, yes: string, no: string): Promise<string | null>
  /** The index of the chosen item (at most six); null when closed or not shown. */
  choose(title: string, items: readonly string[]): Promise<number | null>
}
