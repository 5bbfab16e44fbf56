// A budget for the bytes of recordings and speech that the service holds in memory, and a share of it for each address.
import { grpc, serviceRefusal } from './refusal'

export interface BytesInFlightLimits {
  readonly maxBytes: number
  /** How much of it one address may hold: a whole school may share one. */
  readonly addressMaxBytes: number
}

export interface BytesInFlight {
  readonly totalBytes: number
  /** What one request holds: nothing yet. */
  open(address: string): HeldBytes
}

export interface HeldBytes {
  /** The request now holds `sizeBytes` in all. Throws a `Refusal` when that is more than there is room for, and holds what it held. */
  hold(sizeBytes: number): void
  release(): void
}

export function createBytesInFlight({ maxBytes, addressMaxBytes }: BytesInFlightLimits): BytesInFlight {
  const ofAddress = new Map<string, number>()
  let totalBytes = 0

  return {
    get totalBytes() {
      return totalBytes
    },
    open(address) {
      let heldBytes = 0
      const change = (addedBytes: number) => {
        const addressBytes = (ofAddress.get(address) ?? 0) + addedBytes
        if (addedBytes > 0 && (totalBytes + addedBytes > maxBytes || addressBytes > addressMaxBytes)) {
          throw noRoomRefusal()
        }
        heldBytes += addedBytes
        totalBytes += addedBytes
        if (addressBytes === 0) ofAddress.delete(address)
        else ofAddress.set(address, addressBytes)
      }
      return {
        hold(sizeBytes) {
          change(sizeBytes - heldBytes)
        },
        release() {
          change(-heldBytes)
        },
      }
    },
  }
}

const noRoomRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too much is on its way at once', 'bytes', 5)
