// All that is heard, and the microphone: one at a time in the whole app. A part of the composition root.
import type { Config } from './config'
import type { Clock, RecordingFiles } from './core/ports'
import { createSpeaker } from './core/voice/speaker'
import { createMicrophonePermission } from './platform/recording/microphone-permission'
import { createPlayer } from './platform/recording/player'
import { createRecorder } from './platform/recording/recorder'
import { offerSample } from './platform/recording/sample-recording'
import { shareManager } from './platform/recording/shared-manager'
import type { Identity } from './platform/request/identity'
import { createSpokenTexts } from './platform/request/spoken-texts'
import { isDevTools } from './platform/shell/build'

interface SoundParts {
  readonly clock: Clock
  readonly config: Pick<Config, 'speaks' | 'limits'>
  /** Where texts are asked to be read aloud. */
  readonly speechUrl: string
  readonly identity: Identity
  readonly files: RecordingFiles
  nextId(): string
  askForSample(): Promise<boolean>
}

export function createSound(wx: WechatMiniprogram.Wx, parts: SoundParts) {
  const { clock, config, identity, files, nextId } = parts
  const voice = createSpokenTexts(wx, {
    ...{ clock, speaks: config.speaks, uid: identity.uid },
    get url() {
      return parts.speechUrl
    },
    files: wx.getFileSystemManager(),
    userDataPath: wx.env.USER_DATA_PATH,
  })
  const speaker = createSpeaker(voice, createPlayer(wx, clock))

  const permission = createMicrophonePermission(wx)
  const getRecorderManager = shareManager(wx)
  const recorderWx = { getRecorderManager, setKeepScreenOn: wx.setKeepScreenOn }
  const microphone = createRecorder(recorderWx, {
    ...{ clock, files, nextId, recordingMaxMs: config.limits.recordingMaxMs },
    permission: {
      ...permission,
      // playing and recording at once disturb each other on phones, and the voice would be recorded
      ask: () => speaker.silence().then(permission.ask),
    },
  })
  const recorder = isDevTools(wx)
    ? offerSample(microphone, { files, nextId, ask: parts.askForSample, decode: wx.base64ToArrayBuffer })
    : microphone

  return { voice, speaker, permission, recorder, getRecorderManager }
}
