// Why a file cannot be imported: one code each, and a sentence for each code in `words/`.

export type ArchiveFault =
  | 'not-zip' // no .zip at all
  | 'not-archive' // a .zip without an attempts.json of this app
  | 'newer' // written by a later version of the app
  | 'damaged' // cut short, or changed on its way
  | 'unsupported' // encrypted, of several volumes, zip64, or compressed in another way than deflate
  | 'unsafe' // names that lead out of the archive, or one name twice
  | 'too-large' // more than any archive of this app has: entries, bytes, depth

/** Nothing was written. */
export class ArchiveError extends Error {
  readonly fault: ArchiveFault

  constructor(fault: ArchiveFault, message: string) {
    super(`${fault}: ${message}`)
    this.name = 'ArchiveError'
    this.fault = fault
  }
}
