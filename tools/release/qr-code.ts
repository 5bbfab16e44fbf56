// A picture of a QR code → the same code as characters, for a terminal.

/** Without a QR code in the picture it rejects, or crashes outside the promise: call it last. */
export async function drawQrCode(picture: Buffer): Promise<string> {
  // used by `qrcodeFormat: 'terminal'`, which prints the code but writes no file
  const { generateTerminalQrcode } = await import('miniprogram-ci/dist/ci/utils/terminalQrcode')
  return generateTerminalQrcode(picture.toString('base64'))
}
