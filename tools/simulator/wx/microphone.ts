// The browser's microphone → samples: getUserMedia, an AudioWorklet, blocks of Float32 as they are heard.
import { failure } from './callbacks'

/** Runs in the audio thread. Mono or stereo, 2048 samples a block, so that the main thread is called ~20 times a second. */
const workletSource = `
registerProcessor('capture', class extends AudioWorkletProcessor {
  constructor(options) {
    super()
    this.channels = options.processorOptions.channels
    this.filled = 0
    this.clear()
    // what has not filled a block yet is handed over when the take ends
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

/** A block is one array a channel; the callee owns it. */
type BlockListener = (block: Float32Array[]) => void

export interface Capture {
  /** The browser's own rate; the encoder resamples. */
  readonly sampleRateHz: number
  /** Nothing is heard before: the encoder must know the rate first. Settles when the sound runs. */
  start(onBlock: BlockListener): Promise<void>
  /** Settles after the last block was handed over. */
  flush(): Promise<void>
  close(): void
}

/** @throws Failure in the words of `operateRecorder` */
export async function openMicrophone(): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) {
    throw failure(
      ':start record fail, the browser gives no microphone to a page that is neither HTTPS nor localhost',
    )
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
