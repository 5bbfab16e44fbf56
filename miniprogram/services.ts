// The composition root: WeChat and the configuration → the services that pages use. Only this file knows both sides.
import type { AskedQuestion } from './core/questions/question'
import { version, type Config } from './config'
import { seasonFile } from './season'
import { createAttemptLog } from './core/attempts/attempt-log'
import { createAttemptSession } from './core/attempts/attempt-session'
import { createRunLog } from './core/diagnostics/run-log'
import { createOutbox } from './core/attempts/outbox'
import { recordingTag } from './core/attempts/recording-tag'
import { createResume } from './core/attempts/resumed-answers'
import { createUnfinished } from './core/attempts/unfinished'
import { createMeasuredSpeech } from './core/attempts/measured-speech'
import { createSharedSessions } from './core/attempts/shared-sessions'
import { createUploads } from './core/attempts/uploads'
import { createExaminer } from './core/mock/examiner'
import { createMockRunner } from './core/mock/mock-runner'
import { createMockStore } from './core/mock/mock-store'
import { drawPart1 } from './core/questions/draw'
import { createPlanner } from './core/plan/planner'
import { readSeasons } from './core/plan/season'
import { createStars } from './core/questions/stars'
import type { Recording } from './core/ports'
import { languageOf, type Language } from './i18n/language'
import { createPhraseBook } from './core/phrases/phrase-book'
import { createExchangeLine } from './core/session/exchange-line'
import { createPaceMarks } from './core/session/pace-marks'
import { createPrivacyNotice } from './core/privacy-notice'
import { createSettings } from './core/settings'
import { createUpdateOffer } from './core/update-offer'
import { dayNumberOf } from './i18n/day'
import { messagesFor } from './i18n/index'
import { speechUrl } from './platform/request/answer-request'
import { createBars } from './platform/shell/bars'
import { copyText } from './platform/shell/clipboard'
import { createClock } from './platform/shell/clock'
import { createCloudFiles } from './platform/request/cloud-file'
import { createCloudAudio } from './platform/request/cloud-audio'
import { createBuild } from './platform/shell/build'
import { readFacts } from './platform/shell/device-facts'
import { createDevice } from './platform/device/device'
import { createDialogs } from './platform/shell/dialogs'
import { createIdentity } from './platform/request/identity'
import { createKeyValueStorage } from './platform/shell/key-value-storage'
import { createModelAnswers } from './platform/shell/model-answers'
import { createNavigation } from './platform/shell/navigation'
import { createOperatorLog } from './platform/shell/operator-log'
import { createPrivacyGuide } from './platform/shell/privacy-guide'
import { createRecordingFiles } from './platform/recording/recording-files'
import { createReattachingRequest } from './platform/request/reattaching-request'
import { createTaggedFile } from './platform/request/tagged-file'
import { createTransport } from './platform/request/transport'
import { createUpdates } from './platform/shell/updates'
import { createVibration } from './platform/shell/vibration'
import { archiveFolder, removeFolder } from './platform/wx-folder'
import { createSound } from './sound'

export { readBaseLibrary } from './platform/shell/base-library'
export { isDevTools } from './platform/shell/build'

export function createServices(wx: WechatMiniprogram.Wx, configured: Config) {
  const { config, build } = createBuild(wx, configured, version)
  const { limits } = config
  const clock = createClock()
  const store = createKeyValueStorage(wx, 'practice.')
  const settings = createSettings(store, clock)

  const cloud = config.cloudEnvironment === '' ? undefined : wx.cloud
  cloud?.init({ env: config.cloudEnvironment, traceUser: false })

  const identity = createIdentity(wx, cloud)
  const request = createReattachingRequest(wx, {
    ...{ clock, store, limits },
    get apiAddress() {
      return build.apiAddress
    },
  })
  const uploads = createUploads({ store, clock, cloud: cloud && createCloudFiles(cloud) })
  uploads.tidy()
  const fileSystem = wx.getFileSystemManager()
  const taggedFile = createTaggedFile(fileSystem, `${wx.env.USER_DATA_PATH}/tagged.mp3`)
  const transport = createTransport({
    mode() {
      const chosen = settings.current.transport ?? config.transport
      // the student may have chosen the cloud in a build that had one
      return chosen === 'cloud' && !cloud ? config.transport : chosen
    },
    ...{ identity, request, files: fileSystem },
    tagOf: (recording) =>
      recordingTag(attempts, recording, { readsQuestion: config.readsQuestion, notes: notesLanguage() }),
    cloudAudio: cloud && createCloudAudio(wx, cloud, uploads, taggedFile),
    inlineBodyMaxBytes: limits.inlineBodyMaxBytes,
  })

  const exchanges = createExchangeLine(transport)

  const files = createRecordingFiles(fileSystem, wx.env.USER_DATA_PATH)
  void removeFolder(fileSystem, archiveFolder(wx.env.USER_DATA_PATH))
  const attempts = createAttemptLog({ store, files, clock })
  const { speaker, voice, permission, recorder, getRecorderManager } = createSound(wx, {
    ...{ clock, config, identity, files, nextId: attempts.nextId },
    get speechUrl() {
      return speechUrl(build.apiAddress)
    },
    askForSample: () => dialogs.confirm(messagesFor(currentLanguage()).sampleRecording),
  })

  // deleting a recording also deletes its copy in the cloud
  attempts.onRemoved(uploads.release)
  // what was read aloud of the answers goes with the last of them
  attempts.onRemoved(() => attempts.list().length === 0 && voice.forgetAll())

  const runs = createRunLog(store, clock, createOperatorLog(wx))
  const sessionParts = {
    ...{ log: attempts, clock, recorder, transport: exchanges, limits, uploads },
    sentBy: (recording: Recording) => ({
      transport: transport.kindOf(recording),
      uidSource: identity.source,
    }),
  }

  const vibrate = createVibration(wx)
  const { language: weChatLanguage, fontSizeScaleFactor = 1 } = wx.getAppBaseInfo()
  const currentLanguage = (): Language =>
    settings.current.language === 'system' ? languageOf(weChatLanguage) : settings.current.language
  const notesLanguage = (): Language =>
    settings.current.notesLanguage === 'app' ? currentLanguage() : settings.current.notesLanguage
  const currentWords = () => messagesFor(currentLanguage()).words
  const bars = createBars(wx)
  const dialogs = createDialogs(wx)
  const updates = createUpdates(wx)
  const modelAnswers = createModelAnswers(clock)
  const updateOffer = createUpdateOffer({
    isBusy: () => mock.isBusy || outbox.state.running !== null,
    ask() {
      const { updateReady: title, updateReadyWay: content, updateNow: yes, updateLater: no } = currentWords()
      return dialogs.confirm({ title, content, yes, no })
    },
    apply: updates.apply,
  })

  const sessions = createSharedSessions((options) => {
    const isMark = createPaceMarks(options.guideZone ?? (() => settings.current.guideZone))
    return createAttemptSession(
      {
        ...sessionParts,
        hooks: [
          runs.observe(),
          updateOffer.watch(),
          {
            changed(state) {
              if (isMark(state) && settings.current.hasHaptics) vibrate()
            },
          },
        ],
      },
      options,
    )
  })
  const openSession = sessions.open
  const outbox = createOutbox({ attempts, clock, openSession })
  const mock = createMockRunner({
    ...{ clock, attempts, outbox, openSession },
    store: createMockStore(store),
    examiner: createExaminer({ speaker, clock, isWanted: () => settings.current.isMockSpoken }),
    draw: (recent) => drawPart1(Math.random, recent).flatMap(({ questions }) => questions),
  })
  mock.subscribe(updateOffer.settled)
  outbox.subscribe(updateOffer.settled)
  updates.onReady(updateOffer.ready)
  const recovery = attempts.recover()
  const resume = createResume({ ...sessionParts, service: request })
  const unfinished = createUnfinished({ log: attempts, store, clock, recovery, resume })
  let queued: readonly AskedQuestion[] = []
  const phrases = createPhraseBook(store, clock)
  const planner = createPlanner({
    ...{ attempts, phrases, settings, nowMs: clock.nowMs, dayOf: dayNumberOf },
    seasons: readSeasons(seasonFile),
  })

  return {
    /**
     * A session of the page's own. The page calls `leave()` when it closes; an answer goes on until its end, and a page that
     * opens its attempt joins it. All share the microphone, for one take at a time, and a line of exchanges, in which they wait.
     */
    openSession,
    attempts,
    speechOf: createMeasuredSpeech({ log: attempts, files }),
    /** Sends attempts one after another, whatever page is open. */
    outbox,
    /** The launch's mock Part 1; its page enters and leaves it. */
    mock,
    /** What the last launch left unfinished; recovered once per launch. */
    recovery,
    unfinished,
    /** Space taken by recordings (at most 200 MB) and by everything else (at most 10 MB). */
    usage: async () => ({ recordings: await files.usage(), texts: store.usage() }),
    /** Plays one recording at a time. */
    player: speaker.player,
    /** Reads texts aloud, where the service has a voice. */
    speaker,
    phrases,
    settings,
    /** The student's choice, else WeChat's: Chinese for every zh_*, English for all others. Subscribe to `settings` for changes. */
    get language() {
      return currentLanguage()
    },
    /** Class of a page's root view: the student's choice of colours; `''` follows WeChat. */
    get theme() {
      const { appearance } = settings.current
      return appearance === 'system' ? '' : (`theme-${appearance}` as const)
    },
    /** WeChat's text size: 1 is standard. */
    fontScale: fontSizeScaleFactor,
    /** What to do today, and what is asked now. */
    planner,
    questions: {
      /** The question that follows `after`: of today's plan, then of the bank. */
      next: planner.next,
      /** Queues one question or a round of several for the practice page, which takes them when it is next shown. */
      queue: (...questions: readonly AskedQuestion[]): void => void (queued = questions),
      /** Empties the queue and returns what was in it. */
      takeQueued(): readonly AskedQuestion[] {
        const questions = queued
        queued = []
        return questions
      },
    },
    stars: createStars(store),
    modelAnswers,
    navigation: createNavigation(wx),
    dialogs,
    clock,
    /** Milliseconds since the epoch. */
    nowMs: clock.nowMs,
    /** Sets the navigation bar's title on the visible page. */
    setTitle: (title: string): void => wx.setNavigationBarTitle({ title, fail: ignore }),
    /** Applies the student's colours and language to the bars around the visible page. */
    applyBars() {
      const { title: practice, topics, history, me } = currentWords()
      bars.apply(settings.current.appearance, { practice, topics, history, me })
    },
    /** Recordings can be uploaded to WeChat's cloud. */
    hasCloud: cloud !== undefined,
    build,
    appShown() {
      modelAnswers.fetchAhead()
      sessions.appShown()
      request.appShown()
      exchanges.appShown()
    },
    appHidden() {
      request.appHidden()
      exchanges.appHidden()
      sessions.appHidden()
    },
    /** WeChat's own behaviour, for the device check. */
    device: createDevice(wx, clock, getRecorderManager),
    /** Copies text to the clipboard. WeChat confirms it to the student; a dialog says why it could not be done. */
    copy(text: string): void {
      void copyText(wx, text).then((failure) => {
        if (!failure) return
        const { copyFailures, words } = messagesFor(currentLanguage())
        const { title, way } = copyFailures[failure]
        void dialogs.confirm({ title, content: way, yes: words.ok })
      })
    },
    /** Opens this mini program's settings in WeChat; resolves with true if the microphone is then allowed. */
    openSettings: permission.openSettings,
    /** Opens WeChat's settings on the phone; after the return, `isResolved` says whether that helped. */
    openPhoneSettings: permission.openPhoneSettings,
    /** Whether the error that kept a take from starting has been resolved. Shows no dialog. */
    isResolved: permission.isResolved,
    diagnostics: {
      /** Traces of the last takes and exchanges, newest first. */
      runs: runs.list,
      /** Versions of the mini program, WeChat and the phone; no personal data. */
      get facts() {
        return readFacts(wx, version)
      },
    },
    privacy: {
      ...createPrivacyNotice(store),
      /** WeChat's cloud may store recordings and derives the uid; without it, the uid belongs to this installation. */
      usesCloud: cloud !== undefined,
      /** Host that recordings are sent to. */
      get serviceHost() {
        return hostOf(build.apiAddress)
      },
      /** Texts that are read aloud are sent there too. */
      speaks: config.speaks,
      operator: config.operator,
      /** Opens the operator's privacy guide in WeChat; undefined where WeChat can't show one. */
      openGuide: createPrivacyGuide(wx),
    },
  }
}

/** What pages find in `getApp().services`, created once per launch. */
export type Services = Readonly<ReturnType<typeof createServices>>

function hostOf(address: string): string {
  return /^\w+:\/\/([^/:]+)/.exec(address)?.[1] ?? address
}

/** WeChat reports these failures itself; without a callback they would be unhandled rejections. */
function ignore(): void {
  return undefined
}
