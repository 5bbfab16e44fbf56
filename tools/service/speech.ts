// A POST of a text → its speech: received, decoded, counted, spoken or found, sent.
import type { BytesInFlight } from './bytes-in-flight'
import type { ClientAddress } from './client-address'
import type { Clock } from './clock'
import type { Exchange } from './exchange'
import { play, type Ending } from './play'
import type { SpeechLimits } from './rate-limits'
import type { ReceiveBody } from './receive'
import { grpc, serviceRefusal } from './refusal'
import type { RequestLog, SpeechFacts } from './request-log'
import { decodeSpeech, speechBodyMaxBytes, type SpeechBody } from './speech-request'
import type { Spoken, SpokenTexts } from './spoken-texts'
import type { Voice } from './voice'

export interface SpeechParts {
  readonly voice: Voice | undefined
  readonly spoken: SpokenTexts
  readonly clock: Clock
  readonly receiveBody: ReceiveBody
  readonly bytesInFlight: BytesInFlight
  readonly readerMaxMs: number | undefined
  readonly limits: SpeechLimits | undefined
  readonly clientAddress: ClientAddress
  readonly requestLog: RequestLog
}

/** Whatever it takes (an upload's place, characters of the day, bytes), it has given back when it resolves or rejects. */
export type Speech = (exchange: Exchange) => Promise<Ending>

export function createSpeech({ voice, spoken, clock, limits, ...parts }: SpeechParts): Speech {
  return async (exchange) => {
    const { request, response, entry, arrivedMs, signal } = exchange
    const facts: SpeechFacts = {}
    entry.scenario = 'speech'
    entry.speech = facts
    parts.requestLog.add(entry)
    if (!voice) throw noVoiceRefusal()
    const address = parts.clientAddress(request)
    await limits?.ofAddress(address)
    const { text, ...ids } = await receiveText(exchange, address)
    if (ids.uid !== '0') await limits?.ofUid(ids.uid)
    facts.characters = text.length
    const { mp3, source } = await speak(voice, text)
    signal.throwIfAborted()
    facts.source = source
    facts.sizeBytes = mp3.length
    const held = parts.bytesInFlight.open(address)
    try {
      // what is kept is in memory anyway
      if (source !== 'kept') held.hold(mp3.length)
      entry.status = 200
      entry.outcome = 'streaming'
      return await play([{ write: mp3 }], response, {
        ids,
        head: { status: 200, contentType: 'audio/mpeg', contentLength: mp3.length },
        signal,
        readerMaxMs: parts.readerMaxMs,
        onWritten() {
          exchange.writtenMs = clock.nowMs()
          entry.firstTextMs = exchange.writtenMs - arrivedMs
        },
      })
    } finally {
      held.release()
    }

    /** Who is the first to ask pays for it. */
    async function speak(by: Voice, text: string): Promise<Spoken> {
      let takeBack = spoken.has(text) ? undefined : await limits?.ofText({ address, uid: ids.uid }, text)
      const giveBack = async () => {
        const back = takeBack
        takeBack = undefined
        await back?.()
      }
      let isMade = false
      const make = async (until: AbortSignal) => {
        isMade = true
        try {
          return await by.speak({
            text,
            student: ids.uid === '0' ? address : ids.uid,
            signal: until,
            onAsked() {
              takeBack = undefined
              facts.askedCharacters = text.length
            },
            report: (upstream) => Object.assign(entry.upstream, upstream),
          })
        } finally {
          // it waited in vain
          await giveBack()
        }
      }
      try {
        return await spoken.get(text, make, signal)
      } finally {
        // another was faster
        if (!isMade) await giveBack()
      }
    }
  }

  async function receiveText(exchange: Exchange, address: string): Promise<SpeechBody> {
    const decoded = decodeSpeech(await parts.receiveBody(exchange, { address, maxBytes: speechBodyMaxBytes }))
    exchange.entry.logid = decoded.logid
    return decoded
  }
}

const noVoiceRefusal = () => serviceRefusal(grpc.unimplemented, 'this service has no voice', 'no-voice')
