// What QA, `npm start` and the Me page keep in storage to point a build elsewhere. A released build knows only its own configuration.
import { isApiAddress } from '../../core/api-address'

/** The storage key; its value is an object with any of the fields of `DeveloperSettings`. */
export const developerKey = 'developer'

export interface DeveloperSettings {
  readonly apiAddress?: string
  readonly cloudEnvironment?: string
  readonly transport?: 'auto' | 'inline' | 'cloud'
}

export interface DeveloperStorage {
  /** What is not of the right kind is left out. */
  read(): DeveloperSettings
  /** `''`: the build's own address again. Nothing happens where storage is full. */
  writeAddress(apiAddress: string): void
}

export type DeveloperWx = Pick<WechatMiniprogram.Wx, 'getStorageSync' | 'setStorageSync'>

export function createDeveloperStorage(wx: DeveloperWx, isReleased: boolean): DeveloperStorage {
  const stored = (): Readonly<Record<string, unknown>> => {
    const value = isReleased ? null : readStorage(wx)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  }
  return {
    read() {
      const { apiAddress, cloudEnvironment, transport } = stored()
      return {
        ...(isApiAddress(apiAddress) && { apiAddress }),
        ...(typeof cloudEnvironment === 'string' &&
          /^[\w-]*$/.test(cloudEnvironment) && { cloudEnvironment }),
        ...((transport === 'auto' || transport === 'inline' || transport === 'cloud') && { transport }),
      }
    },
    writeAddress(apiAddress) {
      if (isReleased) return
      const { apiAddress: before, ...others } = stored()
      if (apiAddress === '' && before === undefined) return
      try {
        wx.setStorageSync(developerKey, apiAddress === '' ? others : { ...others, apiAddress })
      } catch {
        // the address holds for this launch
      }
    },
  }
}

/** Storage that cannot be read has no settings: the launch goes on with the build's own. */
function readStorage(wx: DeveloperWx): unknown {
  try {
    return wx.getStorageSync(developerKey)
  } catch {
    return null
  }
}
