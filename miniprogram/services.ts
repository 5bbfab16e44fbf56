// The composition root: WeChat and the configuration → the services that pages use. Only this file knows both sides.
import { version, type Config } from './config'
import { createAttemptLog } from './core/attempts/attempt-log'
import { createAttemptSession } from './core/attempts/attempt-session'
import { nextQuestion, type Question } from './core/questions/bank'
import type { Recording } from './core/ports'
import type { Language, Services } from './core/services'
import { createPhraseBook } from './core/phrases/phrase-book'
import { createPaceMarks } from './core/recording/pace-marks'
import { createSettings } from './core/settings'
import { createUpdateOffer, isBusy } from './core/update-offer'
import { messagesFor } from './i18n/index'
import type { PracticeSession } from './core/session/session-runner'
import { createSingleExchange } from './core/session/single-exchange'
import { createTransport } from './platform/auto-transport'
import { answerUrl } from './platform/answer-request'
import { createBars } from './platform/bars'
import { createChunkedRequest } from './platform/chunked-request'
import { createClock } from './platform/clock'
import { createCloudTransport } from './platform/cloud-transport'
import { createDeveloperStorage } from './platform/developer-settings'
import { createDialogs } from './platform/dialogs'
import { createIdentity } from './platform/identity'
import { createInlineTransport } from './platform/inline-transport'
import { createKeyValueStorage } from './platform/key-value-storage'
import { createMicrophonePermission } from './platform/microphone-permission'
import { createNavigation } from './platform/navigation'
import { createPlayer } from './platform/player'
import { createRecorder } from './platform/recorder'
import { createRecordingFiles } from './platform/recording-files'
import { createUpdates } from './platform/updates'
import { createVibration } from './platform/vibration'

export { readBaseLibrary } from './platform/base-library'

export function createServices(wx: WechatMiniprogram.Wx, configured: Config): Services {
  const { envVersion: channel, version: releasedVersion } = wx.getAccountInfoSync().miniProgram
  const developer = createDeveloperStorage(wx, channel === 'release')
  const config = { ...configured, ...developer.read() }
  const { limits } = config
  let { apiAddress } = config
  const clock = createClock()
  const store = createKeyValueStorage(wx, 'practice.')
  const settings = createSettings(store)

  const cloud = config.cloudEnvironment === '' ? undefined : wx.cloud
  cloud?.init({ env: config.cloudEnvironment, traceUser: false })

  const identity = createIdentity(wx, cloud)
  const request = createChunkedRequest(wx, {
    get url() {
      return answerUrl(apiAddress)
    },
    timeoutMs: limits.requestTimeoutMs,
    frameMaxBytes: limits.frameMaxBytes,
  })
  const transport = createTransport({
    mode() {
      const chosen = settings.current.transport ?? config.transport
      // chosen while there was a cloud
      return chosen === 'cloud' && !cloud ? config.transport : chosen
    },
    inline: createInlineTransport({ files: wx.getFileSystemManager(), identity, request }),
    cloud: cloud && createCloudTransport({ wx, cloud, identity, request }),
    inlineBodyMaxBytes: limits.inlineBodyMaxBytes,
  })

  const permission = createMicrophonePermission(wx)
  const recorder = createRecorder(wx, { clock, permission, recordingMaxMs: limits.recordingMaxMs })

  const files = createRecordingFiles(wx.getFileSystemManager(), wx.env.USER_DATA_PATH)
  const attempts = createAttemptLog({ store, files, clock })

  const sessions = new Set<PracticeSession>()
  const sessionParts = {
    ...{ log: attempts, clock, recorder, limits },
    transport: createSingleExchange(transport),
    sentBy: (recording: Recording) => ({
      transport: transport.kindOf(recording),
      uidSource: identity.source,
    }),
  }

  const vibrate = createVibration(wx)
  const { language: weChatLanguage, fontSizeScaleFactor = 1 } = wx.getAppBaseInfo()
  const languageNow = (): Language =>
    settings.current.language === 'system' ? languageOf(weChatLanguage) : settings.current.language
  const wordsNow = () => messagesFor(languageNow()).words
  const bars = createBars(wx)
  const dialogs = createDialogs(wx)
  const updates = createUpdates(wx)
  const updateOffer = createUpdateOffer({
    isBusy: () => [...sessions].some(({ state }) => isBusy(state)),
    ask() {
      const { updateReady: title, updateReadyWay: content, updateNow: yes, updateLater: no } = wordsNow()
      return dialogs.confirm({ title, content, yes, no })
    },
    apply: updates.apply,
  })
  updates.onReady(updateOffer.ready)
  let asked: Question | null = null

  return {
    openSession(options) {
      const session = createAttemptSession(sessionParts, options)
      sessions.add(session)
      session.subscribe(updateOffer.settled)
      const isMark = createPaceMarks(() => settings.current.guideZone)
      session.subscribe((state) => {
        if (isMark(state) && settings.current.hasHaptics) vibrate()
      })
      return {
        ...session,
        get state() {
          return session.state
        },
        leave() {
          session.leave()
          sessions.delete(session)
          updateOffer.settled()
        },
      }
    },
    attempts,
    recovery: attempts.recover(),
    usage: async () => ({ recordings: await files.usage(), texts: store.usage() }),
    hasCloud: cloud !== undefined,
    build: {
      channel,
      version: releasedVersion || version,
      get apiAddress() {
        return apiAddress
      },
      changeAddress(address) {
        if (channel === 'release') return
        apiAddress = address || configured.apiAddress
        developer.writeAddress(address)
      },
    },
    appShown: () => sessions.forEach((session) => session.appShown()),
    appHidden: () => sessions.forEach((session) => session.appHidden()),
    player: createPlayer(wx),
    phrases: createPhraseBook(store, clock),
    settings,
    get language() {
      return languageNow()
    },
    get theme() {
      const { appearance } = settings.current
      return appearance === 'system' ? '' : (`theme-${appearance}` as const)
    },
    nowMs: clock.nowMs,
    fontScale: fontSizeScaleFactor,
    questions: {
      next: nextQuestion,
      ask: (question) => void (asked = question),
      takeAsked() {
        const question = asked
        asked = null
        return question
      },
    },
    navigation: createNavigation(wx),
    dialogs,
    setTitle: (title) => wx.setNavigationBarTitle({ title, fail: ignore }),
    dressBars() {
      const { title: practice, topics, history, me } = wordsNow()
      bars.dress(settings.current.appearance, { practice, topics, history, me })
    },
    copy: (text) => wx.setClipboardData({ data: text, fail: ignore }),
    openSettings: permission.openSettings,
  }
}

/** WeChat says itself what the student can do; without callbacks the failure would be an unhandled rejection. */
function ignore(): void {
  return undefined
}

/** `zh_CN`, `zh_TW`, `zh_HK` …: Chinese; everything else reads English. */
function languageOf(weChatLanguage: string): Language {
  return weChatLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
