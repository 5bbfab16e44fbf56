// The world outside.
import type { TopicEntry } from '../question'

export const natureTopics: readonly TopicEntry[] = [
  [
    'weather',
    'Weather',
    '天气',
    [
      ['favourite', 'What kind of weather do you like best?', '你最喜欢什么样的天气？'],
      ['mood', 'Does the weather change how you feel? Why?', '天气会影响你的心情吗？为什么？'],
      ['forecast', 'How often do you look at the weather forecast?', '你多久看一次天气预报？'],
      ['as-child', 'What did you do on rainy days when you were a child?', '你小时候下雨天都做些什么？'],
      [
        'live-elsewhere',
        'Would you like to live somewhere much colder or much warmer?',
        '你想去一个冷得多或热得多的地方生活吗？',
      ],
    ],
  ],
]
