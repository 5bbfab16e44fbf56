// @ts-check
// The caller's openid → the protocol's uid. Runs in WeChat's cloud; this file is uploaded unchanged.
'use strict'
const { createHash } = require('crypto')
const cloud = require('wx-server-sdk')

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

/**
 * The first eight bytes of the openid's SHA-256, big-endian, as a decimal uint64: the same for a user on every phone.
 * The openid itself is neither returned nor logged. Throws if there is none, as in a call from outside a mini program.
 *
 * @returns {Promise<{ uid: string }>}
 */
exports.main = async () => {
  const openid = cloud.getWXContext().OPENID
  if (typeof openid !== 'string' || openid === '') throw new Error('no openid: not called by a mini program')
  const digest = createHash('sha256').update(openid, 'utf8').digest()
  return { uid: digest.readBigUInt64BE(0).toString() }
}
