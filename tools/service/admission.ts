// Who may come in: uploads, counted for each address, answers, each of which needs a place, and readers, counted for each answer.
import type { Leave, Places } from './places'
import { grpc, serviceRefusal, type Refusal } from './refusal'

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
  /** The same for one who reads an answer that is kept, besides the first. */
  reader(answer: string): Leave
  /** Rejects with one. */
  answer(): Promise<Leave>
}

export function createAdmission({ addressUploadsMax, places }: AdmissionLimits): Admission {
  const uploads = placesPerKey(addressUploadsMax, tooManyUploadsRefusal)
  const readers = placesPerKey(readersMax, tooManyReadersRefusal)

  return {
    get uploads() {
      return uploads.taken
    },
    get active() {
      return places.taken
    },
    upload: uploads.take,
    reader: readers.take,
    async answer() {
      const leave = await places.take()
      if (!leave) throw tooManyAnswersRefusal()
      return leave
    },
  }
}

/** A phone that has lost its connection asks three times at the most, and may be started again. */
const readersMax = 20

/** `max` for each key. */
function placesPerKey(max: number, refusal: () => Refusal) {
  const takenOf = new Map<string, number>()
  let taken = 0
  return {
    get taken() {
      return taken
    },
    take(key: string): Leave {
      const others = takenOf.get(key) ?? 0
      if (others >= max) throw refusal()
      taken++
      takenOf.set(key, others + 1)
      return () => {
        taken--
        const left = (takenOf.get(key) ?? 0) - 1
        if (left > 0) takenOf.set(key, left)
        else takenOf.delete(key)
      }
    },
  }
}

const tooManyUploadsRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many uploads from one address', 'uploads', 5)
const tooManyReadersRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many read this answer at once', 'readers', 5)
const tooManyAnswersRefusal = () =>
  serviceRefusal(grpc.resourceExhausted, 'too many answers at once', 'too-many', 10)
