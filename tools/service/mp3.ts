// Audio bytes → the reason they are not MP3, or what the MP3's tags say.

export interface AudioFile {
  readonly container?: string | undefined
  readonly codec?: string | undefined
  /** Seconds. */
  readonly duration?: number | undefined
  /** Of the ID3v2.4 tags: the TXXX frames' values by description. Untrusted. */
  readonly texts?: Readonly<Record<string, string>> | undefined
}

/** Rejects when it does not recognise the format. */
export type ReadAudioFile = (bytes: Uint8Array) => Promise<AudioFile>

/** Uses music-metadata, which reads every frame. Imported dynamically: it is an ES module that detects no type when tsx 4.23 requires it. */
export const readAudioFile: ReadAudioFile = async (bytes) => {
  const { parseBuffer } = await import('music-metadata')
  const { format, native } = await parseBuffer(bytes, undefined, { duration: true })
  return { ...format, texts: textsOf(native['ID3v2.4'] ?? []) }
}

/** @param tags as music-metadata lists them: `TXXX:description` with its text; of several with one description the first counts */
export function textsOf(
  tags: readonly { readonly id: string; readonly value: unknown }[],
): Record<string, string> {
  const texts = new Map<string, string>()
  for (const { id, value } of tags) {
    const description = /^TXXX:(.+)$/.exec(id)?.[1]
    if (description !== undefined && typeof value === 'string' && !texts.has(description)) {
      texts.set(description, value)
    }
  }
  return Object.fromEntries(texts)
}

/** Undefined for a non-empty MP3 at any bit rate; otherwise text to follow the field's name ("is not MP3"). */
export function mp3Fault({ container, codec, duration = 0 }: AudioFile): string | undefined {
  if (container === undefined) return 'is not MP3'
  if (container !== 'MPEG' || !codec?.endsWith('Layer 3')) return `is ${container}, not MP3`
  return duration > 0 ? undefined : 'is an empty MP3'
}
