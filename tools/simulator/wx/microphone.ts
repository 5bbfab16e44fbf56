// The browser's microphone → blocks of Float32 samples, by getUserMedia and an AudioWorklet.
import { failure } from './callbacks'
import workletSource from './capture.worklet.js'

let workletUrl: string | undefined

/** @throws Failure with the message of `operateRecorder` */
export async function openMicrophone(): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) {
    throw failure(':start record fail, the browser only allows the microphone on HTTPS or localhost')
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    const name = error instanceof DOMException ? error.name : String(error)
    if (name === 'NotAllowedError') throw failure('auth deny')
    if (name === 'NotFoundError') throw failure('NotFoundError')
    throw failure(`:start record fail, ${name}`)
  }
}

export function closeMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** In mono. */
export async function captureSamples(stream: MediaStream) {
  const context = new AudioContext()
  workletUrl ??= URL.createObjectURL(new Blob([workletSource], { type: 'text/javascript' }))
  await context.audioWorklet.addModule(workletUrl)
  const worklet = new AudioWorkletNode(context, 'capture', {
    numberOfOutputs: 0,
    channelCount: 1,
    channelCountMode: 'explicit',
  })
  let onFlushed = (): void => undefined

  return {
    /** The browser's rate; the encoder resamples. */
    sampleRateHz: context.sampleRate,
    /** Starts capturing; separate, because the encoder must know the rate first. Resolves when sound arrives. */
    async start(onBlock: (samples: Float32Array) => void): Promise<void> {
      worklet.port.onmessage = ({ data }: MessageEvent<Float32Array | 'end'>) => {
        if (data === 'end') onFlushed()
        else onBlock(data)
      }
      context.createMediaStreamSource(stream).connect(worklet)
      await context.resume()
    },
    /** Resolves after the last block has been handed over. */
    flush: () =>
      new Promise<void>((resolve) => {
        onFlushed = resolve
        worklet.port.postMessage('flush')
      }),
    close(): void {
      worklet.port.onmessage = null
      void context.close()
    },
  }
}
