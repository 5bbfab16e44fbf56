// The composition root: WeChat and the configuration → the services that pages use. Only this file knows both sides.
import type { AttemptQuestion } from './core/attempts/attempt'
import { version, type Config } from './config'
import { createAttemptLog } from './core/attempts/attempt-log'
import { createAttemptSession } from './core/attempts/attempt-session'
import { createRunLog } from './core/diagnostics/run-log'
import { createUploads } from './core/attempts/uploads'
import { createMockRunner } from './core/mock/mock-runner'
import { createMockStore } from './core/mock/mock-store'
import { drawPart1 } from './core/questions/draw'
import { practisedIn } from './core/questions/practised'
import { nextQuestion } from './core/questions/practice-order'
import { createStars } from './core/questions/stars'
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
import { createCloudFiles } from './platform/cloud-file'
import { createCloudTransport } from './platform/cloud-transport'
import { createDeveloperStorage } from './platform/developer-settings'
import { readFacts } from './platform/device-facts'
import { createDialogs } from './platform/dialogs'
import { createIdentity } from './platform/identity'
import { createInlineTransport } from './platform/inline-transport'
import { createKeyValueStorage } from './platform/key-value-storage'
import { createMicrophonePermission } from './platform/microphone-permission'
import { createNavigation } from './platform/navigation'
import { createPlayer } from './platform/player'
import { createPrivacyGuide } from './platform/privacy-guide'
import { createRecorder } from './platform/recorder'
import { createRecordingFiles } from './platform/recording-files'
import { createUpdates } from './platform/updates'
import { createVibration } from './platform/vibration'

const privacyToldKey = 'privacy-told'

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
  const files = createRecordingFiles(wx.getFileSystemManager(), wx.env.USER_DATA_PATH)
  const recorder = createRecorder(wx, {
    ...{ clock, permission, recordingMaxMs: limits.recordingMaxMs },
    // named as an attempt's file would be: should the launch die now, the next one finds it
    salvage: (bytes) => files.write(String(clock.nowMs()), bytes),
  })
  const attempts = createAttemptLog({ store, files, clock })

  const sessions = new Set<PracticeSession>()
  const uploads = createUploads({ store, clock, cloud: cloud && createCloudFiles(cloud) })
  uploads.tidy()
  // a deleted recording is deleted in the cloud too
  attempts.onRemoved(uploads.release)

  const runs = createRunLog(store, clock)
  const sessionParts = {
    ...{ log: attempts, clock, recorder, limits, uploads, observe: runs.observe },
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
    isBusy: () => mock.isBusy || [...sessions].some(({ state }) => isBusy(state)),
    ask() {
      const { updateReady: title, updateReadyWay: content, updateNow: yes, updateLater: no } = wordsNow()
      return dialogs.confirm({ title, content, yes, no })
    },
    apply: updates.apply,
  })

  const openSession: Services['openSession'] = (options) => {
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
  }
  const mock = createMockRunner({
    ...{ clock, attempts, openSession },
    store: createMockStore(store),
    draw: (recent) => drawPart1(Math.random, recent).flatMap(({ questions }) => questions),
  })
  mock.subscribe(updateOffer.settled)
  updates.onReady(updateOffer.ready)
  let asked: readonly AttemptQuestion[] = []

  return {
    openSession,
    attempts,
    mock,
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
      next(after) {
        const spoken = attempts.list()
        const practised = new Set(practisedIn(spoken).keys())
        return nextQuestion(after ?? spoken.find(({ question }) => question)?.question, practised)
      },
      ask: (...questions) => void (asked = questions),
      takeAsked() {
        const questions = asked
        asked = []
        return questions
      },
    },
    stars: createStars(store),
    navigation: createNavigation(wx),
    dialogs,
    setTitle: (title) => wx.setNavigationBarTitle({ title, fail: ignore }),
    dressBars() {
      const { title: practice, topics, history, me } = wordsNow()
      bars.dress(settings.current.appearance, { practice, topics, history, me })
    },
    copy: (text) => wx.setClipboardData({ data: text, fail: ignore }),
    openSettings: permission.openSettings,
    openPhoneSettings: permission.openPhoneSettings,
    isMended: permission.isMended,
    diagnostics: {
      runs: runs.list,
      get facts() {
        return readFacts(wx, version)
      },
    },
    privacy: {
      isTold: () => store.get(privacyToldKey) === true,
      tell() {
        try {
          store.set(privacyToldKey, true)
        } catch {
          // storage is full: it is told once more in the next launch
        }
      },
      usesCloud: cloud !== undefined,
      get serviceHost() {
        return hostOf(apiAddress)
      },
      openGuide: createPrivacyGuide(wx),
    },
  }
}

function hostOf(address: string): string {
  return /^\w+:\/\/([^/:]+)/.exec(address)?.[1] ?? address
}

/** WeChat says itself what the student can do; without callbacks the failure would be an unhandled rejection. */
function ignore(): void {
  return undefined
}

/** `zh_CN`, `zh_TW`, `zh_HK` …: Chinese; everything else reads English. */
function languageOf(weChatLanguage: string): Language {
  return weChatLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
