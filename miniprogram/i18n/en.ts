// English.
import type { Messages } from './messages'

export const en: Messages = {
  words: {
    title: 'Practise',
    another: 'Another',
    tapAndSpeak: 'Tap and speak',
    guide: 'Guide {n} s',
    starting: 'Starting',
    recording: 'Recording',
    paused: 'Paused',
    stopping: 'Finishing',
    keepGoing: 'Keep going',
    inZone: 'In the guide zone, stop when ready',
    pastZone: 'Past the guide, wrap up',
    cancel: 'Cancel',
    stopRecording: 'Stop',
    pause: 'Pause',
    resume: 'Resume',
    thisTake: 'This take',
    saved: 'Saved',
    spoke: 'Spoke {n} s',
    spokeInZone: 'In the guide zone',
    spokeShort: 'Shorter than guide',
    spokeLong: 'Longer than guide',
    seconds: '{n} s',
    redo: 'Redo',
    send: 'Send',
    answer: 'Model answer',
    aiGenerated: 'AI-generated',
    uploading: 'Uploading {n}%',
    sending: 'Sending',
    writing: 'Writing',
    stop: 'Stop',
    copy: 'Copy',
    complete: 'Complete · {n} words',
    again: 'Send again',
    next: 'Next',
    answerKept: 'What arrived is kept.',
    recordingKept: 'Your recording is kept.',
    copyLogid: 'Copy ID',
    openSettings: 'Open Settings',
    retry: 'Try again',
    play: 'Play',
    pausePlayback: 'Pause playback',
    playbackFailed: 'This recording cannot be played right now',
    position: 'Playback position',
  },
  errors: {
    'microphone-refused': {
      title: 'The microphone is off',
      way: 'Microphone access was refused.\nTurn it on in Settings, then come back.',
    },
    'microphone-system-off': {
      title: 'WeChat cannot use the microphone yet',
      way: "Find WeChat in the phone's settings,\nturn the microphone on, then try again.",
    },
    'microphone-busy': {
      title: 'The microphone is in use',
      way: 'A call or another app may be using it.\nTry again when it has finished.',
    },
    'privacy-refused': {
      title: 'The privacy guide is not agreed to yet',
      way: 'Recording needs your agreement first.\nTry again in ten seconds: it will come back.',
    },
    'privacy-undeclared': {
      title: 'This mini program cannot record yet',
      way: 'Its operator has not declared the microphone.\nPlease let them know.',
    },
    'recorder-failed': {
      title: 'The recording did not work',
      way: 'The microphone stopped. Please try once more.',
    },
    'recording-empty': {
      title: 'No sound was recorded',
      way: 'Start when you see “Recording”, and speak for a few seconds.',
    },
    'recording-not-mp3': {
      title: 'This device records another format',
      way: 'WeChat on a computer cannot record MP3. Please use a phone.',
    },
    'recording-unreadable': {
      title: 'This recording can no longer be read',
      way: 'Please record it once more.',
    },
    'storage-full': {
      title: 'There is no room left for recordings',
      way: 'You can play and send it now, until you leave.',
    },
    'recording-too-large': {
      title: 'This recording is too long to send',
      way: 'Record it again, a little shorter.',
    },
    'identity-unavailable': {
      title: 'We could not confirm who you are',
      way: 'Nothing was sent. Send again in a moment.',
    },
    'upload-failed': {
      title: 'The recording was not uploaded',
      way: 'Check the network, then send again.',
    },
    unsupported: {
      title: 'WeChat is too old for this',
      way: 'Update WeChat, then send again.',
    },
    'domain-not-allowed': {
      title: 'The service cannot be reached from here',
      way: 'Its address is not registered yet. Please let the operator know.',
    },
    network: {
      title: 'The network was lost',
      way: 'Check the network, then send again.',
    },
    timeout: {
      title: 'The service has not answered yet',
      way: 'It may be busy. Send again in a moment.',
    },
    interrupted: {
      title: 'The answer stopped while you were away',
      way: 'You can send again.',
    },
    http: {
      title: 'The service did not take the request',
      way: 'Send again in a moment.',
    },
    service: {
      title: 'The service had a problem and stopped',
      way: 'You can send again.',
    },
    'frame-too-large': {
      title: 'What arrived was not right, so we stopped',
      way: 'You can send again. If it stays so, give the operator the ID.',
    },
  },
  reasons: {
    done: { title: 'The answer is complete', way: 'Go on with the next question.' },
    stopped: { title: 'Stopped', way: 'Send again for the whole answer.' },
    idle: { title: 'Nothing new for 5 s, disconnected', way: 'You can send again.' },
    truncated: { title: 'The connection ended before the answer did', way: 'You can send again.' },
    network: { title: 'The network was lost', way: 'Check the network, then send again.' },
    http: { title: 'The service did not take the request', way: 'Send again in a moment.' },
    service: { title: 'The service had a problem and stopped', way: 'You can send again.' },
    interrupted: { title: 'The answer stopped while you were away', way: 'You can send again.' },
  },
  httpStatuses: {
    '400': {
      title: 'The service could not read the recording',
      way: 'Try recording again. If it stays so, give the operator the ID.',
    },
    '401': { title: 'The service did not let the request in', way: 'Please give the operator the ID.' },
    '404': { title: 'The service was not found', way: 'It may be updating. Send again in a moment.' },
    '408': { title: 'Sending took too long', way: 'Find a better network, then send again.' },
    '413': {
      title: 'The recording is too large for the service',
      way: 'Record it again, a little shorter.',
    },
    '429': { title: 'Many people are using it right now', way: 'Wait a minute, then send again.' },
    '5xx': {
      title: 'The service has a problem right now',
      way: 'The fault is not yours. Send again in a moment.',
    },
    other: { title: 'The service did not take the request', way: 'Send again in a moment.' },
  },
  grpcCodes: {
    invalidArgument: {
      title: 'The service could not read the recording',
      way: 'Try recording again. If it stays so, give the operator the ID.',
    },
    deadlineExceeded: { title: 'The service took too long to finish', way: 'You can send again.' },
    permissionDenied: {
      title: 'The service did not let the request in',
      way: 'Please give the operator the ID.',
    },
    resourceExhausted: {
      title: 'Many people are using it right now',
      way: 'Wait a minute, then send again.',
    },
    internal: {
      title: 'The service had a problem and stopped',
      way: 'The fault is not yours. You can send again.',
    },
    unavailable: {
      title: 'The service is away right now',
      way: 'It may be updating. Send again in a moment.',
    },
    unauthenticated: {
      title: 'The service did not recognise you',
      way: 'Leave the mini program, come back, and send again.',
    },
  },
  sentenceSpace: ' ',
}
