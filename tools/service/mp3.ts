// Audio bytes → the reason they are not MP3, or undefined.

export interface AudioFormat {
  readonly container?: string | undefined
  readonly codec?: string | undefined
  /** Seconds. */
  readonly duration?: number | undefined
}

/** Rejects when it does not recognise the format. */
export type ReadAudioFormat = (bytes: Uint8Array) => Promise<AudioFormat>

/** Uses music-metadata, which reads every frame. Imported dynamically: it is an ES module that detects no type when tsx 4.23 requires it. */
export const readAudioFormat: ReadAudioFormat = async (bytes) => {
  const { parseBuffer } = await import('music-metadata')
  return (await parseBuffer(bytes, undefined, { duration: true })).format
}

/** Undefined for a non-empty MP3 at any bit rate; otherwise text to follow the field's name ("is not MP3"). */
export async function mp3Fault(bytes: Uint8Array, read: ReadAudioFormat): Promise<string | undefined> {
  const format: AudioFormat = await read(bytes).catch(() => ({}))
  if (format.container === undefined) return 'is not MP3'
  if (format.container !== 'MPEG' || !format.codec?.endsWith('Layer 3')) {
    return `is ${format.container}, not MP3`
  }
  return (format.duration ?? 0) > 0 ? undefined : 'is an empty MP3'
}
