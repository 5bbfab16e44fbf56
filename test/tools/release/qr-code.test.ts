import { readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { drawQrCode } from '../../../tools/release/qr-code'

/** The finder pattern in three of a QR code's corners, with its light border. */
const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'].map(
  (row) => `.${row}.`,
)

test('draws the code in a picture', async () => {
  // https://example.com/preview, as JPEG: WeChat's own are JPEG too
  const picture = readFileSync(path.join(__dirname, '../../fixtures/release/qrcode.jpg'))
  const drawing = await drawQrCode(picture)
  // two characters per module; black ones have background 40
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
