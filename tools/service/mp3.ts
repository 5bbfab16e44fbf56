// Audio bytes → the reason why they are not MP3, or nothing.

export interface AudioFormat {
  readonly container?: string | undefined
  readonly codec?: string | undefined
  /** Seconds. */
  readonly duration?: number | undefined
}

/** Rejects when the bytes are no audio that it knows. */
export type ReadAudioFormat = (bytes: Uint8Array) => Promise<AudioFormat>

/** music-metadata, reading every frame. Imported dynamically: it is an ES module, and required by tsx 4.23 it knows no type. */
export const readAudioFormat: ReadAudioFormat = async (bytes) => {
  const { parseBuffer } = await import('music-metadata')
  return (await parseBuffer(bytes, undefined, { duration: true })).format
}

/** Undefined for an MP3 with a sound in it, whatever its rate; else what follows the field's name ("is not MP3"). */
export async function mp3Fault(bytes: Uint8Array, read: ReadAudioFormat): Promise<string | undefined> {
  const format: AudioFormat = await read(bytes).catch(() => ({}))
  if (format.container === undefined) return 'is not MP3'
  if (format.container !== 'MPEG' || !format.codec?.endsWith('Layer 3')) {
    return `is ${format.container}, not MP3`
  }
  return (format.duration ?? 0) > 0 ? undefined : 'is MP3 without a sound'
}
