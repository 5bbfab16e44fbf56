// Unknown text → whether it is an address that recordings may be sent to.

/** http or https, a host, optionally a port and a path; no user, no query, no whitespace. */
export function isApiAddress(text: unknown): text is string {
  return typeof text === 'string' && /^https?:\/\/[\w.-]+(:\d+)?(\/[\w./;=~-]*)?$/.test(text)
}
