// All mutations, by the row of the device check that must see them.
import { files } from './files'
import { network } from './network'
import { page } from './page'
import { player } from './player'
import { recorder } from './recorder'
import type { Mutations } from './mutation'

/** What the simulator does already, as is reported of phones: red without a mutation. */
export const redAnyway: Readonly<Record<string, string>> = {
  'stop-before-start': 'neither onStop nor onError answers a stop() in the same turn',
  'duration-at-canplay': 'the duration is 0 at onCanplay',
}

export const mutations: Mutations = { ...network, ...files, ...recorder, ...player, ...page }
