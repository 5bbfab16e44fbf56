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

export interface Device {
  readonly clock: Clock
  request(request: RawRequest): { abort(): void }
  readonly files: RawFiles
  readonly storage: RawStorage
}
