// The composition root: WeChat and the configuration → the services that pages use. Only this file knows both sides.
import type { AskedQuestion } from './core/questions/question'
import { version, type Config } from './config'
import { createAttemptLog } from './core/attempts/attempt-log'
import { createAttemptSession, type AttemptSessionOptions } from './core/attempts/attempt-session'
import { createRunLog } from './core/diagnostics/run-log'
import { createUploads } from './core/attempts/uploads'
import { createMockRunner } from './core/mock/mock-runner'
import { createMockStore } from './core/mock/mock-store'
import { drawPart1 } from './core/questions/draw'
import { practisedIn } from './core/progress/practised'
import type { Question } from './core/questions/bank'
import { nextQuestion } from './core/questions/practice-order'
import { createStars } from './core/questions/stars'
import type { Recording } from './core/ports'
import type { Language } from './i18n/language'
import { createPhraseBook } from './core/phrases/phrase-book'
import { createPaceMarks } from './core/session/pace-marks'
import { createSettings } from './core/settings'
import { createUpdateOffer } from './core/update-offer'
import { messagesFor } from './i18n/index'
import type { PracticeSession } from './core/session/session-runner'
import { answerUrl } from './platform/request/answer-request'
import { createBars } from './platform/shell/bars'
import { createChunkedRequest } from './platform/request/chunked-request'
import { createClock } from './platform/shell/clock'
import { createCloudFiles } from './platform/request/cloud-file'
import { createCloudAudio } from './platform/request/cloud-audio'
import { createDeveloperStorage } from './platform/shell/developer-settings'
import { readFacts } from './platform/shell/device-facts'
import { createDialogs } from './platform/shell/dialogs'
import { createIdentity } from './platform/request/identity'
import { createKeyValueStorage } from './platform/shell/key-value-storage'
import { createMicrophonePermission } from './platform/recording/microphone-permission'
import { createNavigation } from './platform/shell/navigation'
import { createPlayer } from './platform/recording/player'
import { createPrivacyGuide } from './platform/shell/privacy-guide'
import { createRecorder } from './platform/recording/recorder'
import { createRecordingFiles } from './platform/recording/recording-files'
import { createTransport } from './platform/request/transport'
import { createUpdates } from './platform/shell/updates'
import { createVibration } from './platform/shell/vibration'

const privacyAcknowledgedKey = 'privacy-told'

export { readBaseLibrary } from './platform/shell/base-library'

export function createServices(wx: WechatMiniprogram.Wx, configured: Config) {
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
  const uploads = createUploads({ store, clock, cloud: cloud && createCloudFiles(cloud) })
  uploads.tidy()
  const transport = createTransport({
    mode() {
      const chosen = settings.current.transport ?? config.transport
      // chosen while there was a cloud
      return chosen === 'cloud' && !cloud ? config.transport : chosen
    },
    ...{ identity, request, files: wx.getFileSystemManager() },
    cloudAudio: cloud && createCloudAudio(wx, cloud, uploads),
    inlineBodyMaxBytes: limits.inlineBodyMaxBytes,
  })

  const permission = createMicrophonePermission(wx)
  const files = createRecordingFiles(wx.getFileSystemManager(), wx.env.USER_DATA_PATH)
  const attempts = createAttemptLog({ store, files, clock })
  const recorder = createRecorder(wx, {
    ...{ clock, permission, recordingMaxMs: limits.recordingMaxMs },
    ...{ files, nextId: attempts.nextId },
  })

  const sessions = new Set<PracticeSession>()
  // a deleted recording is deleted in the cloud too
  attempts.onRemoved(uploads.release)

  const runs = createRunLog(store, clock)
  const sessionParts = {
    ...{ log: attempts, clock, recorder, transport, limits, uploads },
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
    isBusy: () => mock.isBusy,
    ask() {
      const { updateReady: title, updateReadyWay: content, updateNow: yes, updateLater: no } = wordsNow()
      return dialogs.confirm({ title, content, yes, no })
    },
    apply: updates.apply,
  })

  const openSession = (options?: AttemptSessionOptions): PracticeSession => {
    const isMark = createPaceMarks(() => settings.current.guideZone)
    const session = createAttemptSession(
      {
        ...sessionParts,
        hooks: [
          runs.observe(),
          updateOffer.watch(),
          {
            changed(state) {
              if (isMark(state) && settings.current.hasHaptics) vibrate()
            },
            left: () => void sessions.delete(session),
          },
        ],
      },
      options,
    )
    sessions.add(session)
    return session
  }
  const mock = createMockRunner({
    ...{ clock, attempts, openSession },
    store: createMockStore(store),
    draw: (recent) => drawPart1(Math.random, recent).flatMap(({ questions }) => questions),
  })
  mock.subscribe(updateOffer.settled)
  updates.onReady(updateOffer.ready)
  let asked: readonly AskedQuestion[] = []

  return {
    /**
     * A session of the page's own. The page calls `leave()` when it goes.
     * Sessions share the microphone and the one stream: what starts in one ends what runs in another.
     */
    openSession,
    attempts,
    /** The mock Part 1 of this launch; its page enters and leaves it. */
    mock,
    /** What the last launch left half-way; once a launch. */
    recovery: attempts.recover(),
    /** Space taken by recordings (200 MB at most) and by all else (10 MB at most). */
    usage: async () => ({ recordings: await files.usage(), texts: store.usage() }),
    /** Plays one recording at a time. */
    player: createPlayer(wx),
    phrases: createPhraseBook(store, clock),
    settings,
    /** The student's choice, else WeChat's: Chinese for every zh_*, English for all others. `settings` tells of changes. */
    get language() {
      return languageNow()
    },
    /** Class of a page's root view: the student's choice of colours; `''` leaves them to WeChat. */
    get theme() {
      const { appearance } = settings.current
      return appearance === 'system' ? '' : (`theme-${appearance}` as const)
    },
    /** WeChat's text size: 1 is standard. */
    fontScale: fontSizeScaleFactor,
    questions: {
      /**
       * The question to go on with after `after`, or after the one that was spoken last: one that was not spoken yet,
       * as long as there are any.
       */
      next(after?: AskedQuestion): Question {
        const spoken = attempts.list()
        const practised = new Set(practisedIn(spoken).keys())
        return nextQuestion(after ?? spoken.find(({ question }) => question)?.question, practised)
      },
      /** Leaves questions for the practice page, which takes them when it is shown next: one, or a round of several. */
      ask: (...questions: readonly AskedQuestion[]): void => void (asked = questions),
      /** What was left last, once; empty when there is nothing. */
      takeAsked(): readonly AskedQuestion[] {
        const questions = asked
        asked = []
        return questions
      },
    },
    stars: createStars(store),
    navigation: createNavigation(wx),
    dialogs,
    /** Milliseconds since the epoch. */
    nowMs: clock.nowMs,
    /** The navigation bar's title of the page that is shown. */
    setTitle: (title: string): void => wx.setNavigationBarTitle({ title, fail: ignore }),
    /** Colours of the bars around the page that is shown, and the tabs' words, as the student chose them. */
    applyBars() {
      const { title: practice, topics, history, me } = wordsNow()
      bars.apply(settings.current.appearance, { practice, topics, history, me })
    },
    /** Recordings can travel through WeChat's cloud. */
    hasCloud: cloud !== undefined,
    build: {
      channel,
      version: releasedVersion || version,
      /** Where the service is. */
      get apiAddress() {
        return apiAddress
      },
      /** From the next request on and in later launches; `''` for the build's own. Does nothing in a released build. */
      changeAddress(address: string): void {
        if (channel === 'release') return
        apiAddress = address || configured.apiAddress
        developer.writeAddress(address)
      },
    },
    appShown: () => sessions.forEach((session) => session.appShown()),
    appHidden: () => sessions.forEach((session) => session.appHidden()),
    /** Puts text on the clipboard; WeChat itself tells the student that it is there. */
    copy: (text: string): void => void wx.setClipboardData({ data: text, fail: ignore }),
    /** Opens WeChat's settings of this mini program; true when the microphone is allowed afterwards. */
    openSettings: permission.openSettings,
    /** Opens the phone's settings of WeChat; on return `isResolved` tells what was changed there. */
    openPhoneSettings: permission.openPhoneSettings,
    /** Whether what kept a take from beginning is out of the way. Asks nobody. */
    isResolved: permission.isResolved,
    diagnostics: {
      /** Timelines of the last takes and answers, the newest first. */
      runs: runs.list,
      /** Versions of the mini program, of WeChat and of the phone: no person's. */
      get facts() {
        return readFacts(wx, version)
      },
    },
    privacy: {
      /** The student has read what is recorded, where it goes and how to delete it. */
      hasAcknowledged: () => store.get(privacyAcknowledgedKey) === true,
      acknowledge() {
        try {
          store.set(privacyAcknowledgedKey, true)
        } catch {
          // storage is full: it is asked once more in the next launch
        }
      },
      /** Recordings may travel through WeChat's cloud, where the uid is made too; else the uid is this installation's. */
      usesCloud: cloud !== undefined,
      /** Where what is sent goes. */
      get serviceHost() {
        return hostOf(apiAddress)
      },
      /** The operator's own guide, on WeChat's page; undefined where WeChat has none. */
      openGuide: createPrivacyGuide(wx),
    },
  }
}

/** What a page finds in `getApp().services`: made once a launch. */
export type Services = Readonly<ReturnType<typeof createServices>>

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
