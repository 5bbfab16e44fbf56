// Recordings are sent as the recorder wrote them: for tests that are not about tags.

export const tagOf = (): Uint8Array => new Uint8Array(0)

export const taggedFile = (filePath: string): Promise<string> => Promise.resolve(filePath)
