import { readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { drawQrCode } from '../../../tools/release/qr-code'

/** The mark in three of a QR code's corners, with the light line around it. */
const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'].map(
  (row) => `.${row}.`,
)

test('a picture is drawn as the code that it shows', async () => {
  // https://example.com/preview, as JPEG: WeChat's own are JPEG too
  const picture = readFileSync(path.join(__dirname, '../../fixtures/release/qrcode.jpg'))
  const drawing = await drawQrCode(picture)
  // two characters a module, black ones on the background 40
  const rows = drawing
    .trimEnd()
    .split('\n')
    .map((line) =>
      stripVTControlCharacters(line.replaceAll('\u001b[40m  ', '#').replaceAll('\u001b[47m  ', '.')),
    )
  expect(rows).toHaveLength(27)
  expect(rows.slice(1, 8).map((row) => row.slice(0, 9))).toEqual(finder)
  expect(rows.slice(1, 8).map((row) => row.slice(-9))).toEqual(finder)
  expect(rows.slice(-8, -1).map((row) => row.slice(0, 9))).toEqual(finder)
})
