// Who may come in: uploads, counted for each address, and answers, each of which needs a place.
import { grpc, serviceRefusal } from './refusal'

export interface AdmissionLimits {
  /** Uploads at the same time from one address. */
  readonly addressUploadsMax: number
  /** Answers at the same time, from the end of the upload. */
  readonly activeMax: number
}

/** Gives back what was taken. */
export type Leave = () => void

export interface Admission {
  readonly uploads: number
  readonly active: number
  /** Both throw a `Refusal` when there is no room. */
  upload(address: string): Leave
  answer(): Leave
}

export function createAdmission({ addressUploadsMax, activeMax }: AdmissionLimits): Admission {
  const uploadsOf = new Map<string, number>()
  let uploads = 0
  let active = 0

  return {
    get uploads() {
      return uploads
    },
    get active() {
      return active
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
    answer() {
      if (active >= activeMax) throw tooManyAnswersRefusal()
      active++
      return () => {
        active--
      }
    },
  }
}

const tooManyUploadsRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many uploads from one address', 'uploads', 5)
const tooManyAnswersRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many answers at once', 'too-many', 10)
