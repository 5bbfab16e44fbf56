// Who may come in: uploads, counted for each address, and answers, each of which needs a place.
import type { Leave, Places } from './places'
import { grpc, serviceRefusal } from './refusal'

export interface AdmissionLimits {
  /** Uploads at the same time from one address. */
  readonly addressUploadsMax: number
  /** Answers at the same time, from the end of the upload. */
  readonly places: Places
}

export interface Admission {
  readonly uploads: number
  readonly active: number
  /** Throws a `Refusal` when there is no room. */
  upload(address: string): Leave
  /** Rejects with one. */
  answer(): Promise<Leave>
}

export function createAdmission({ addressUploadsMax, places }: AdmissionLimits): Admission {
  const uploadsOf = new Map<string, number>()
  let uploads = 0

  return {
    get uploads() {
      return uploads
    },
    get active() {
      return places.taken
    },
    upload(address) {
      const others = uploadsOf.get(address) ?? 0
      if (others >= addressUploadsMax) throw tooManyUploadsRefusal()
      uploads++
      uploadsOf.set(address, others + 1)
      return () => {
        uploads--
        const left = (uploadsOf.get(address) ?? 0) - 1
        if (left > 0) uploadsOf.set(address, left)
        else uploadsOf.delete(address)
      }
    },
    async answer() {
      const leave = await places.take()
      if (!leave) throw tooManyAnswersRefusal()
      return leave
    },
  }
}

const tooManyUploadsRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many uploads from one address', 'uploads', 5)
const tooManyAnswersRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many answers at once', 'too-many', 10)
