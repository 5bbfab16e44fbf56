// What both languages must say: `zh.ts` and `en.ts` are one such table each.
import type { ErrorCode } from '../core/errors'
import type { EndReason } from '../core/session/session-state'

/** What happened, and the way on, in words that a student understands. */
export interface Sentence {
  readonly title: string
  readonly way: string
}

/** HTTP statuses with words of their own; `403` shares those of `401`. */
export type HttpStatusKey = '400' | '401' | '404' | '408' | '413' | '429' | '5xx' | 'other'

/** gRPC codes with words of their own, by their names in grpc/codes. */
export type GrpcCodeKey =
  | 'invalidArgument' // 3
  | 'deadlineExceeded' // 4
  | 'permissionDenied' // 7
  | 'resourceExhausted' // 8
  | 'internal' // 13
  | 'unavailable' // 14
  | 'unauthenticated' // 16

export type WordKey =
  | 'outdated'
  | 'outdatedWay'
  | 'updateWeChat'
  | 'updateReady'
  | 'updateReadyWay'
  | 'updateNow'
  | 'updateLater'
  | 'title'
  | 'topics'
  | 'me'
  | 'privacyNote'
  | 'another'
  | 'tapAndSpeak'
  | 'guide'
  | 'starting'
  | 'recording'
  | 'paused'
  | 'stopping'
  | 'keepGoing'
  | 'inZone'
  | 'pastZone'
  | 'cancel'
  | 'stopRecording'
  | 'pause'
  | 'resume'
  | 'thisTake'
  | 'saved'
  | 'spoke'
  | 'spokeInZone'
  | 'spokeShort'
  | 'spokeLong'
  | 'seconds'
  | 'redo'
  | 'send'
  | 'answer'
  | 'aiGenerated'
  | 'uploading'
  | 'sending'
  | 'writing'
  | 'stop'
  | 'copy'
  | 'complete'
  | 'again'
  | 'next'
  | 'answerKept'
  | 'recordingKept'
  | 'copyLogid'
  | 'openSettings'
  | 'retry'
  | 'play'
  | 'pausePlayback'
  | 'playbackFailed'
  | 'position'
  | 'history'
  | 'searchHistory'
  | 'clearSearch'
  | 'nothingFound'
  | 'answered'
  | 'partial'
  | 'notSent'
  | 'today'
  | 'yesterday'
  | 'dayTotal'
  | 'minutesAndSeconds'
  | 'foundTake'
  | 'historyEmpty'
  | 'historyEmptyWay'
  | 'recordFirst'
  | 'space'
  | 'makeRoom'
  | 'nearlyFull'
  | 'recordingsNearlyFull'
  | 'textsNearlyFull'
  | 'setAside'
  | 'newer'
  | 'removeOldAudio'
  | 'removeAllAudio'
  | 'removeOldAttempts'
  | 'removeEverything'
  | 'removeAudioTitle'
  | 'removeAudioContent'
  | 'removeAttemptsTitle'
  | 'removeAttemptsContent'
  | 'removeEverythingTitle'
  | 'removeEverythingContent'
  | 'deleteShort'
  | 'cancelShort'
  | 'ok'
  | 'notAllDeleted'
  | 'notAllDeletedWay'
  | 'delete'
  | 'removeOneTitle'
  | 'removeOneContent'
  | 'speakAgain'
  | 'audioGone'
  | 'attemptMissing'
  | 'backToHistory'
  | 'interruptedTitle'
  | 'interruptedWay'
  | 'openInterrupted'
  | 'unwrittenTitle'
  | 'unwrittenWay'
  | 'language'
  | 'languageChinese'
  | 'languageEnglish'
  | 'appearance'
  | 'asSystem'
  | 'light'
  | 'dark'
  | 'guideZone'
  | 'showPace'
  | 'haptics'
  | 'upload'
  | 'uploadAuto'
  | 'uploadInline'
  | 'uploadCloud'
  | 'keepAudio'
  | 'keepAlways'
  | 'keepDays'
  | 'oldAudio'
  | 'oldAudioWay'
  | 'recordings'
  | 'phrases'
  | 'phraseCount'
  | 'privacy'
  | 'diagnostics'
  | 'version'
  | 'channelDevelop'
  | 'channelTrial'
  | 'apiAddress'
  | 'apiAddressSave'
  | 'apiAddressWrong'
  | 'apiAddressWrongWay'
  | 'settingUnstored'
  | 'settingUnstoredWay'
  | 'sentences'
  | 'close'
  | 'copyParagraph'
  | 'phrasesFull'
  | 'phrasesFullWay'
  | 'phrasesEmpty'
  | 'phrasesEmptyWay'
  | 'removePhrase'

export interface Messages {
  readonly words: Readonly<Record<WordKey, string>>
  readonly errors: Readonly<Record<ErrorCode, Sentence>>
  readonly reasons: Readonly<Record<EndReason, Sentence>>
  readonly httpStatuses: Readonly<Record<HttpStatusKey, Sentence>>
  readonly grpcCodes: Readonly<Record<GrpcCodeKey, Sentence>>
  /** dayjs formats of a day, without and with its year. */
  readonly dates: {
    readonly day: string
    readonly dayAndYear: string
    /** Short: the navigation bar of a small phone has 110 px between its buttons. */
    readonly titleDay: string
    readonly titleDayAndYear: string
  }
  /** Between two sentences on one line. */
  readonly sentenceSpace: string
}
