// Storage → where QA, `npm start` or the Me page point this build. A released build ignores it.
import { isApiAddress } from '../../core/api-address'

/** The storage key of a `DeveloperSettings` object. */
export const developerKey = 'developer'

interface DeveloperSettings {
  readonly apiAddress?: string
  readonly readsQuestion?: boolean
  readonly speaks?: boolean
  readonly cloudEnvironment?: string
  readonly transport?: 'auto' | 'inline' | 'cloud'
}

interface DeveloperStorage {
  /** Omits invalid fields. */
  read(): DeveloperSettings
  /** `''` restores the build's own address. Does nothing if storage is full. */
  writeAddress(apiAddress: string): void
}

type DeveloperWx = Pick<WechatMiniprogram.Wx, 'getStorageSync' | 'setStorageSync'>

export function createDeveloperStorage(wx: DeveloperWx, isReleased: boolean): DeveloperStorage {
  const stored = (): Readonly<Record<string, unknown>> => {
    const value = isReleased ? null : readStorage(wx)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  }
  return {
    read() {
      const { apiAddress, readsQuestion, speaks, cloudEnvironment, transport } = stored()
      return {
        ...(isApiAddress(apiAddress) && { apiAddress }),
        ...(typeof readsQuestion === 'boolean' && { readsQuestion }),
        ...(typeof speaks === 'boolean' && { speaks }),
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
        // storage is full: the address applies to this launch only
      }
    },
  }
}

/** Unreadable storage counts as empty: the launch continues with the build's own configuration. */
function readStorage(wx: DeveloperWx): unknown {
  try {
    return wx.getStorageSync(developerKey)
  } catch {
    return null
  }
}
