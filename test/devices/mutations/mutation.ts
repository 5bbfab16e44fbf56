// What a mutation is: a `wx` that differs as a row of the device check says it may. A row that does not turn red then is blind.
import type { ConditionName } from '../../../tools/simulator/wx/switches'

/** Runs in the mini program, before the row. */
type Mutate = () => void
/** A condition of the simulator with its value, or a change of `wx` itself. */
export type Mutation = readonly [says: string, means: Mutate | { readonly [name in ConditionName]?: string }]

type Callback = (result: object) => void
interface Options extends Record<string, unknown> {
  success?: Callback
  fail?: Callback
}
export type Api = (options: Options) => unknown
export type Listener = (result: Record<string, unknown>) => void
interface Task {
  abort(): void
  onChunkReceived(listener: Listener): void
}
type Instance = Record<string, (...args: never[]) => unknown>

/** As loose as JavaScript: what is typed is what mutations change. */
export interface MutableWx {
  request(options: Options): Task
  getFileSystemManager(): Record<string, Api>
  getRecorderManager(): Instance & { start(options: object): void }
  createInnerAudioContext(): Instance & { src: string }
  getWindowInfo(): { windowHeight: number; safeArea: { bottom: number } }
  getAppBaseInfo(): { theme: string }
  getStorageSync(key: string): unknown
  getStorageInfoSync(): object
  env: { USER_DATA_PATH: string }
}

export type Mutations = Readonly<Record<string, Mutation>>
