// The composition root: WeChat and the configuration → the services that pages use. Only this file knows both sides.
import type { Config, EnvVersion } from './config'
import { createAttemptLog } from './core/attempts/attempt-log'
import { createAttemptSession } from './core/attempts/attempt-session'
import { nextQuestion } from './core/questions/bank'
import type { Recording } from './core/ports'
import type { Language, Services } from './core/services'
import type { PracticeSession } from './core/session/session-runner'
import { createSingleExchange } from './core/session/single-exchange'
import { createTransport } from './platform/auto-transport'
import { answerUrl } from './platform/answer-request'
import { createChunkedRequest } from './platform/chunked-request'
import { createClock } from './platform/clock'
import { createCloudTransport } from './platform/cloud-transport'
import { createIdentity } from './platform/identity'
import { createInlineTransport } from './platform/inline-transport'
import { createKeyValueStorage } from './platform/key-value-storage'
import { createMicrophonePermission } from './platform/microphone-permission'
import { createPlayer } from './platform/player'
import { createRecorder } from './platform/recorder'
import { createRecordingFiles } from './platform/recording-files'

/** The storage key by which QA and `npm start` point a build at another service. */
export const developerKey = 'developer'

export function createServices(wx: WechatMiniprogram.Wx, configured: Config): Services {
  const config = withDeveloperSettings(wx, configured)
  const { limits } = config
  const clock = createClock()

  const cloud = config.cloudEnvironment === '' ? undefined : wx.cloud
  cloud?.init({ env: config.cloudEnvironment, traceUser: false })

  const identity = createIdentity(wx, cloud)
  const request = createChunkedRequest(wx, {
    url: answerUrl(config.apiAddress),
    timeoutMs: limits.requestTimeoutMs,
    frameMaxBytes: limits.frameMaxBytes,
  })
  const transport = createTransport({
    mode: config.transport,
    inline: createInlineTransport({ files: wx.getFileSystemManager(), identity, request }),
    cloud: cloud && createCloudTransport({ wx, cloud, identity, request }),
    inlineBodyMaxBytes: limits.inlineBodyMaxBytes,
  })

  const permission = createMicrophonePermission(wx)
  const recorder = createRecorder(wx, { clock, permission, recordingMaxMs: limits.recordingMaxMs })

  const store = createKeyValueStorage(wx, 'practice.')
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

  const { language, fontSizeScaleFactor = 1 } = wx.getAppBaseInfo()

  return {
    openSession(options) {
      const session = createAttemptSession(sessionParts, options)
      sessions.add(session)
      return {
        ...session,
        get state() {
          return session.state
        },
        leave() {
          session.leave()
          sessions.delete(session)
        },
      }
    },
    attempts,
    recovery: attempts.recover(),
    usage: async () => ({ recordings: await files.usage(), texts: store.usage() }),
    appShown: () => sessions.forEach((session) => session.appShown()),
    appHidden: () => sessions.forEach((session) => session.appHidden()),
    player: createPlayer(wx),
    language: languageOf(language),
    fontScale: fontSizeScaleFactor,
    questions: { next: nextQuestion },
    setTitle: (title) => void wx.setNavigationBarTitle({ title }),
    copy: (text) => void wx.setClipboardData({ data: text }),
    openSettings: permission.openSettings,
  }
}

/** `zh_CN`, `zh_TW`, `zh_HK` …: Chinese; everything else reads English. */
function languageOf(weChatLanguage: string): Language {
  return weChatLanguage.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** A released build knows only its own configuration: nothing that lies in storage can turn recordings elsewhere. */
function withDeveloperSettings(wx: WechatMiniprogram.Wx, config: Config): Config {
  const envVersion: EnvVersion = wx.getAccountInfoSync().miniProgram.envVersion
  if (envVersion === 'release') return config
  const stored: unknown = wx.getStorageSync(developerKey)
  if (typeof stored !== 'object' || stored === null) return config
  const { apiAddress, cloudEnvironment, transport } = stored as Partial<Record<string, unknown>>
  return {
    ...config,
    ...(typeof apiAddress === 'string' && { apiAddress }),
    ...(typeof cloudEnvironment === 'string' && { cloudEnvironment }),
    ...((transport === 'auto' || transport === 'inline' || transport === 'cloud') && { transport }),
  }
}
