// The languages of the app.

export type Language = 'zh' | 'en'
