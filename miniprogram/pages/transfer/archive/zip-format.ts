// The records of a .zip that both its writer and its reader know: PKWARE's APPNOTE 6.3, chapter 4.3.

export const signatures = {
  entry: 0x04034b50,
  descriptor: 0x08074b50,
  listing: 0x02014b50,
  end: 0x06054b50,
} as const

/** How an entry is packed. */
export const methods = { stored: 0, deflated: 8 } as const

export const flags = { encrypted: 1, descriptorFollows: 8, patched: 32, strong: 64, utf8: 2048 } as const

/** Without names, extra fields and comments. */
export const sizes = { entry: 30, listing: 46, end: 22, commentMax: 0xffff } as const

/** 0xffff and 0xffffffff mean: see the record of zip64. */
export const zip64 = { count: 0xffff, bytes: 0xffffffff } as const
