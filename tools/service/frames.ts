// A content → its frame.

export interface Ids {
  readonly logid: string
  readonly uid: string
}

/** The paragraph break as the contract writes it: literally backslash-n backslash-n, not newlines. */
export const paragraphBreak = '\\n\\n'

/** One frame as the gateway writes it: one line, with Go's escapes for HTML's special characters. */
export function frame(ids: Ids, content: string): string {
  const json = JSON.stringify({ result: { logid: ids.logid, uid: ids.uid, content } })
  return json.replace(/[<>&\u2028\u2029]/g, escapeUnit) + '\n'
}

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
