// What a journey is, and the place where it is made: the simulator, DevTools or a phone.
import type MiniProgram from 'miniprogram-automator/out/MiniProgram'
import type { ServedRequest } from '../fakes/running-service'
import type { Phone } from './phone'

/** What not every place can do. */
export type Need = keyof typeof needs

/** Why a journey is skipped where it cannot be done. */
export const needs = {
  conditions: 'only the simulator can take the network, the microphone or the consent away',
  restart: 'only the simulator can be closed and opened again by a program',
} as const

export interface Journey {
  /** What it shows, as a line of `npm run devices`. */
  readonly name: string
  readonly needs?: readonly Need[]
  /** Of the simulator, while it lasts; anywhere else it is so already. */
  readonly conditions?: Readonly<Record<string, string>>
  go(phone: Phone): Promise<void>
}

export interface Place {
  readonly mini: MiniProgram
  /** The origin of the service, as the mini program reaches it. */
  readonly service: string
  /** What the service has received, oldest first. */
  served(): Promise<ServedRequest[]>
  /** Red or open rows of the device check that are known of this place; undefined where they are findings. */
  readonly knownRows?: RegExp
  /** Closes the mini program and opens it again. */
  restart?(): Promise<void>
  /** Changes one of the simulator's conditions. */
  condition?(name: string, value: string): Promise<void>
  /** Saves a picture of the screen. */
  screenshot(path: string): Promise<void>
  close(): Promise<void>
}

export function whySkipped(journey: Journey, place: Place): string | undefined {
  const can = { conditions: place.condition !== undefined, restart: place.restart !== undefined }
  const missing = journey.needs?.find((need) => !can[need])
  return missing && needs[missing]
}
