// The configured mode and the recording's size → the transport that carries it.
import { AppError } from '../../core/errors'
import type { TransportKind } from '../../core/attempts/attempt'
import type { Recording, Transport } from '../../core/ports'
import { createCallGate } from './call-gate'
import { inlineBodyBytes } from './inline-transport'

export interface TransportParts {
  /** Asked for each recording. */
  readonly mode: () => 'auto' | 'inline' | 'cloud'
  readonly inline: Transport
  /** Undefined without a cloud environment. */
  readonly cloud: Transport | undefined
  /** Above this request body `auto` takes the cloud, if there is one. */
  readonly inlineBodyMaxBytes: number
}

export interface ChosenTransport extends Transport {
  /** Which one carries this recording. */
  kindOf(recording: Recording): TransportKind
}

/**
 * `auto` chooses a request: by the recording's size alone, nothing is read. Without a cloud everything goes inline,
 * which says `recording-too-large` above what the service takes, before anything is sent.
 */
export function createTransport({
  mode,
  inline,
  cloud,
  inlineBodyMaxBytes,
}: TransportParts): ChosenTransport {
  const kindOf = (recording: Recording): TransportKind => {
    const chosen = mode()
    if (chosen !== 'auto') return chosen
    return cloud && inlineBodyBytes(recording) > inlineBodyMaxBytes ? 'cloud' : 'inline'
  }
  const transports = { inline, cloud: cloud ?? noCloud }
  return {
    kindOf,
    send: (request, handlers) => transports[kindOf(request.recording)].send(request, handlers),
  }
}

const noCloud: Transport = {
  send(_request, handlers) {
    const gate = createCallGate()
    const message = 'transport is "cloud", but no cloud environment is configured'
    gate.end(() => handlers.onError(new AppError('upload-failed', { message })))
    return {
      abort() {
        gate.close()
      },
    }
  },
}
