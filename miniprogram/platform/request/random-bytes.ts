// A length → that many random bytes.

/** The part of `wx` that is used; missing below base library 2.19.2. */
export type WxRandom = Partial<Pick<WechatMiniprogram.Wx, 'getRandomValues'>>

/** Cryptographically random if the phone supports it, else from `Math.random`. Never rejects. */
export function randomBytes(wx: WxRandom, length: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const fallBack = () => {
      resolve(Uint8Array.from({ length }, () => Math.floor(Math.random() * 256)))
    }
    if (!wx.getRandomValues) {
      fallBack()
      return
    }
    try {
      wx.getRandomValues({
        length,
        success: ({ randomValues }) => {
          const bytes = new Uint8Array(randomValues)
          if (bytes.length === length) resolve(bytes)
          else fallBack()
        },
        fail: fallBack,
      })
    } catch {
      fallBack()
    }
  })
}
