// Learning, remembering and planning.
import type { TopicEntry } from '../question'

export const skillsTopics: readonly TopicEntry[] = [
  [
    'languages',
    'Languages',
    '语言',
    [
      ['enjoy', 'What do you enjoy about learning a language?', '学语言，你喜欢的是哪一点？'],
      [
        'how-often',
        'How often do you speak English outside the classroom?',
        '在课堂以外，你多久说一次英语？',
      ],
      ['as-child', 'How did you learn English when you were at school?', '上学的时候，你是怎么学英语的？'],
      [
        'speak-or-write',
        'Do you find it easier to speak a language or to write it? Why?',
        '一门语言，你觉得说容易，还是写容易？为什么？',
      ],
      ['next', 'Which other language would you like to learn in the future?', '将来你还想学哪一门语言？'],
    ],
  ],
  [
    'handwriting',
    'Writing by hand',
    '手写',
    [
      ['how-often', 'How often do you write something by hand?', '你多久用手写一次东西？'],
      ['like', 'Do you like your own handwriting? Why?', '你喜欢自己的字吗？为什么？'],
      ['as-child', 'How did you learn to write when you were small?', '你小时候是怎么学写字的？'],
      [
        'pen-or-keyboard',
        'Do you prefer a pen or a keyboard for taking notes?',
        '记笔记的时候，你喜欢用笔，还是用键盘？',
      ],
      ['future', 'Will children still learn to write by hand in the future?', '将来的孩子还会学手写吗？'],
    ],
  ],
  [
    'memory',
    'Memory',
    '记忆',
    [
      ['good-at', 'What kind of things do you remember easily?', '什么样的东西你容易记住？'],
      ['how-often', 'How often do you forget where you put something?', '你多久会有一次忘了东西放在哪儿？'],
      [
        'earliest',
        'What is the earliest thing from your childhood that you remember?',
        '你记得的最早的童年往事是什么？',
      ],
      [
        'notes-or-head',
        'Do you prefer to write things down or to keep them in your head?',
        '你喜欢把事情写下来，还是记在脑子里？',
      ],
      [
        'than-before',
        'Is your memory better or worse than it used to be? Why?',
        '你的记性比以前好还是差？为什么？',
      ],
    ],
  ],
  [
    'plans',
    'Plans and goals',
    '计划与目标',
    [
      ['like', 'Do you like making plans? Why?', '你喜欢做计划吗？为什么？'],
      [
        'how-often',
        'How often do your plans change at the last minute?',
        '你的计划多久会在最后一刻改变一次？',
      ],
      [
        'on-time',
        'Do you finish things early or just in time?',
        '做事情，你喜欢提前完成，还是踩着时间完成？',
      ],
      [
        'as-child',
        'What did you want to become when you were ten years old?',
        '你十岁的时候想成为什么样的人？',
      ],
      [
        'this-year',
        'What would you like to achieve before the end of the year?',
        '今年结束以前，你想做成什么事？',
      ],
    ],
  ],
]
