// Machines and software.
import type { TopicEntry } from '../question'

export const technologyTopics: readonly TopicEntry[] = [
  [
    'phones',
    'Mobile phones',
    '手机',
    [
      ['use-most', 'What do you use your phone for most?', '你用手机做得最多的是什么？'],
      ['first-phone', 'When did you get your first phone?', '你的第一部手机是什么时候有的？'],
      ['how-often', 'How often do you leave your phone at home?', '你多久会有一次出门不带手机？'],
      [
        'call-or-text',
        'Do you prefer calling people or sending messages? Why?',
        '你喜欢打电话，还是发消息？为什么？',
      ],
      [
        'than-before',
        'Do you spend more time on your phone than you used to?',
        '你现在看手机的时间比以前多吗？',
      ],
      ['next', 'What would you like your next phone to be able to do?', '你希望下一部手机能做什么？'],
    ],
  ],
  [
    'apps',
    'Mobile apps',
    '手机应用',
    [
      ['favourite', 'Which app could you not do without? Why?', '哪个应用是你离不开的？为什么？'],
      ['how-often', 'How often do you try a new app?', '你多久会试一个新的应用？'],
      [
        'stopped',
        'Is there an app that you used to like and have deleted since?',
        '有没有以前喜欢、后来删掉的应用？',
      ],
      [
        'pay',
        'Would you rather pay for an app or put up with advertisements?',
        '你更愿意花钱买应用，还是忍受广告？',
      ],
      ['invent', 'What kind of app would you like to see in the future?', '你希望将来有什么样的应用？'],
    ],
  ],
  [
    'computers',
    'Computers',
    '电脑',
    [
      [
        'for-what',
        'What do you do on a computer that you would not do on a phone?',
        '有什么事你只用电脑做，不用手机做？',
      ],
      ['how-often', 'How often do you have trouble with your computer?', '你的电脑多久出一次问题？'],
      ['as-child', 'What did you use a computer for when you were a child?', '你小时候用电脑做什么？'],
      [
        'laptop-or-desktop',
        'Do you prefer a laptop or a desktop computer? Why?',
        '你喜欢笔记本电脑，还是台式电脑？为什么？',
      ],
      [
        'learn',
        'Is there anything about computers that you would like to learn?',
        '关于电脑，有没有什么是你想学的？',
      ],
    ],
  ],
  [
    'social-media',
    'Social media',
    '社交媒体',
    [
      ['like', 'What do you like to look at on social media?', '在社交媒体上，你喜欢看什么？'],
      ['how-often', 'How often do you post something yourself?', '你自己多久发一次动态？'],
      ['watch-or-write', 'Do you prefer short videos or written posts?', '你喜欢看短视频，还是看文字？'],
      [
        'why-so-long',
        'Why do people spend so much time on social media?',
        '人们为什么在社交媒体上花那么多时间？',
      ],
      [
        'changed',
        'Has the way you follow the news changed over the years?',
        '这些年，你看新闻的方式有变化吗？',
      ],
    ],
  ],
]
