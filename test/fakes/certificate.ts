// A throw-away self-signed certificate for some hosts: Node cannot create one, and openssl is not on every machine.
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'

/** A DER value: tag, length, content. */
function der(tag: number, ...parts: (Buffer | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const bits = (content: Buffer) => der(0x03, [0], content)
const time = (date: Date) => der(0x17, Buffer.from(date.toISOString().replace(/^..|[-T:]|\.\d+/g, '')))
const objects = {
  sha256WithRsa: der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
  commonName: der(0x06, [0x55, 0x04, 0x03]),
  subjectAltName: der(0x06, [0x55, 0x1d, 0x11]),
}

/** PEM texts, valid from a day ago to a day ahead. */
export function makeCertificate(...hosts: readonly string[]): { key: string; cert: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = sequence(objects.sha256WithRsa, der(0x05))
  const name = sequence(der(0x31, sequence(objects.commonName, der(0x0c, Buffer.from(hosts[0] ?? '')))))
  const dayMs = 86_400_000
  const validity = sequence(time(new Date(Date.now() - dayMs)), time(new Date(Date.now() + dayMs)))
  const hostNames = der(0x04, sequence(...hosts.map((host) => der(0x82, Buffer.from(host)))))
  const toBeSigned = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1]),
    algorithm,
    name,
    validity,
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(objects.subjectAltName, hostNames))),
  )
  const certificate = sequence(toBeSigned, algorithm, bits(sign('sha256', toBeSigned, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  }
}
