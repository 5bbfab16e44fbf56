// Runs in the audio thread: blocks of 2048 samples call the main thread about 20 times a second.

class Capture extends AudioWorkletProcessor {
  block = new Float32Array(2048)
  filled = 0

  constructor() {
    super()
    // when the take ends, the incomplete block is handed over too
    this.port.onmessage = () => {
      this.send()
      this.port.postMessage('end')
    }
  }

  send() {
    const samples = this.block.slice(0, this.filled)
    this.port.postMessage(samples, [samples.buffer])
    this.filled = 0
  }

  process([[samples]]) {
    if (samples === undefined) return true
    if (this.filled + samples.length > this.block.length) this.send()
    this.block.set(samples, this.filled)
    this.filled += samples.length
    return true
  }
}

registerProcessor('capture', Capture)
