// The browser's microphone → blocks of Float32 samples, by getUserMedia and an AudioWorklet.
import { failure } from './callbacks'

/** Runs in the audio thread. Blocks of 2048 samples, mono or stereo, call the main thread about 20 times a second. */
const workletSource = `
registerProcessor('capture', class extends AudioWorkletProcessor {
  constructor(options) {
    super()
    this.channels = options.processorOptions.channels
    this.filled = 0
    this.clear()
    // when the take ends, the incomplete block is handed over too
    this.port.onmessage = () => { this.send(this.filled); this.port.postMessage('end') }
  }
  clear() { this.block = Array.from({ length: this.channels }, () => new Float32Array(2048)); this.filled = 0 }
  send(length) {
    const block = this.block.map((channel) => channel.slice(0, length))
    this.port.postMessage(block, block.map((channel) => channel.buffer))
    this.clear()
  }
  process([input]) {
    if (input.length === 0) return true
    const length = input[0].length
    if (this.filled + length > 2048) this.send(this.filled)
    for (let index = 0; index < this.channels; index += 1) {
      this.block[index].set(input[Math.min(index, input.length - 1)], this.filled)
    }
    this.filled += length
    return true
  }
})`

let workletUrl: string | undefined

/** A block has one array per channel and is owned by the callee. */
type BlockListener = (block: Float32Array[]) => void

export interface Capture {
  /** The browser's rate; the encoder resamples. */
  readonly sampleRateHz: number
  /** Starts capturing; separate, because the encoder must know the rate first. Resolves when sound arrives. */
  start(onBlock: BlockListener): Promise<void>
  /** Resolves after the last block has been handed over. */
  flush(): Promise<void>
  close(): void
}

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

export async function captureSamples(stream: MediaStream, channels: 1 | 2): Promise<Capture> {
  const context = new AudioContext()
  workletUrl ??= URL.createObjectURL(new Blob([workletSource], { type: 'text/javascript' }))
  await context.audioWorklet.addModule(workletUrl)
  const worklet = new AudioWorkletNode(context, 'capture', {
    numberOfOutputs: 0,
    channelCount: channels,
    channelCountMode: 'explicit',
    processorOptions: { channels },
  })
  let onFlushed = (): void => undefined

  return {
    sampleRateHz: context.sampleRate,
    async start(onBlock) {
      worklet.port.onmessage = ({ data }: MessageEvent<Float32Array[] | 'end'>) => {
        if (data === 'end') onFlushed()
        else onBlock(data)
      }
      context.createMediaStreamSource(stream).connect(worklet)
      await context.resume()
    },
    flush: () =>
      new Promise((resolve) => {
        onFlushed = resolve
        worklet.port.postMessage('flush')
      }),
    close() {
      worklet.port.onmessage = null
      void context.close()
    },
  }
}
