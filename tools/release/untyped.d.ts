// Types for two packages that have none.

declare module '@wxml/parser' {
  export interface WxmlNode {
    type: string
    name?: string
    startTag?: { attributes?: { key: string; value: string | null }[] }
    children?: WxmlNode[]
    /** Both start at 1. */
    loc: { start: { line: number; column: number } }
  }
  export function parse(text: string): { body: WxmlNode[] }
}

declare module 'miniprogram-ci/dist/ci/utils/terminalQrcode' {
  export function generateTerminalQrcode(pictureBase64: string): Promise<string>
}
