// A text (unknown) → whether recordings may be sent there.

/** http or https, a host, perhaps a port and a path; no user, no query, no white space. */
export function isApiAddress(text: unknown): text is string {
  return typeof text === 'string' && /^https?:\/\/[\w.-]+(:\d+)?(\/[\w./;=~-]*)?$/.test(text)
}
