// The languages that the student can read the app in.

export type Language = 'zh' | 'en'
