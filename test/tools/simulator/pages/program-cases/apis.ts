// wx: what it has, lacks and answers.
import { page } from './program-case'
import type { ProgramCase } from './program-case'

export const apis: readonly ProgramCase[] = [
  {
    name: 'an API that the phone lacks is undefined, as feature detection wants, and its call fails by name',
    source: 'Framework / Compatibility',
    page: page(`onLoad() {
      log.push([typeof wx.neverMade, 'neverMade' in wx, wx.canIUse('neverMade'), !!wx.neverMade].join())
      log.push([typeof wx.cloud.neverIs, 'neverIs' in wx.cloud].join())
      wx.neverMade()
    },
    onShow() { wx.cloud.neverIs() },
    onReady() { setTimeout(() => wx.neverMade(), 0); Promise.resolve().then(() => wx.cloud.neverIs()) }`),
    log: [
      'undefined,false,false,false',
      'undefined,false',
      'not in the simulator: wx.neverMade',
      'not in the simulator: wx.cloud.neverIs',
      'not in the simulator: wx.neverMade',
      'wx.cloud.neverIs is not a function',
    ],
    told: [
      /^not in the simulator: wx.neverMade$/,
      /^not in the simulator: wx.cloud.neverIs$/,
      /^not in the simulator: wx.neverMade TypeError/,
      /^not in the simulator: wx.cloud.neverIs TypeError/,
      'not in the simulator: wx.neverMade',
      'TypeError: wx.neverMade is not a function',
      /^Uncaught \(in promise\) not in the simulator: wx.cloud.neverIs/,
    ],
  },
  {
    name: 'a plugin is refused by name',
    source: 'Plugins / Using plugins; Tencent/Face2FaceTranslator speaks through one',
    page: page(`onLoad() { requirePlugin('WechatSI') }`),
    log: ['Error: not in the simulator: requirePlugin'],
    told: [/^Error: not in the simulator: requirePlugin/],
  },
  {
    name: 'a sound that is no text is a missing file, not an exception',
    source: 'InnerAudioContext.onError: 10003; a page that plays its recording before there is one',
    page: page(`onLoad() {
      const audio = wx.createInnerAudioContext()
      audio.onError(({ errCode }) => log.push('' + errCode))
      audio.src = undefined
    }`),
    log: ['10003'],
  },
  {
    name: 'getSystemInfo calls back before it returns',
    source: 'wx.getSystemInfo: "异步的调用格式，但是是同步返回"; ColorUI computes its navigation bar so',
    page: page(`onLoad() {
      wx.getSystemInfo({ success: ({ windowWidth, errMsg }) => log.push(windowWidth + errMsg), complete: () => log.push('complete') })
      log.push('returned')
      wx.getSystemInfo().then(({ windowWidth }) => log.push('promised ' + windowWidth))
    }`),
    log: ['390getSystemInfo:ok', 'complete', 'returned', 'promised 390'],
  },
  {
    name: 'a refused API’s rejection tells its message',
    source: 'wx.navigateBack; App / onUnhandledRejection',
    page: page(`onReady() { wx.navigateBack() }`),
    log: ['navigateBack:fail cannot navigate back at first page.'],
    told: [/^Uncaught \(in promise\) \{"errMsg":"navigateBack:fail cannot navigate back at first page\."\}$/],
  },
  {
    name: 'a manager is one object; what an audio context lacks is named; a text is no code; a bar has two colours for its text',
    source: 'wx.getRecorderManager; wx.createInnerAudioContext; WeChat’s console; wx.setNavigationBarColor',
    page: page(
      `onLoad() {
        log.push(String(wx.getRecorderManager() === wx.getRecorderManager()))
        const attempt = (act) => { try { act(); log.push('done') } catch (error) { log.push(error.message) } }
        attempt(() => (wx.createInnerAudioContext().volume = 1))
        attempt(() => setTimeout('log.push(1)', 0))
        wx.setNavigationBarColor({ frontColor: 'red', backgroundColor: '#000000', fail: ({ errMsg }) => log.push(errMsg) })
      }`,
    ),
    log: [
      'true',
      'not in the simulator: InnerAudioContext.volume',
      'setTimeout expects a function as first argument but got string.',
      'setNavigationBarColor:fail invalid frontColor red',
    ],
  },
]
