// Stage: the picture of a QR code → the same code in characters, for a terminal.

/** Rejects, or crashes past the promise, when the picture holds no QR code: call it when nothing else is left to do. */
export async function drawQrCode(picture: Buffer): Promise<string> {
  // what `qrcodeFormat: 'terminal'` uses, which prints the code but leaves no file
  const { generateTerminalQrcode } = await import('miniprogram-ci/dist/ci/utils/terminalQrcode')
  return generateTerminalQrcode(picture.toString('base64'))
}
