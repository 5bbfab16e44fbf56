// What everybody does day by day.
import type { TopicEntry } from '../question'

export const dailyTopics: readonly TopicEntry[] = [
  [
    'daily-routine',
    'Daily routine',
    '日常作息',
    [
      ['busiest', 'What is the busiest part of your day?', '一天当中，你什么时候最忙？'],
      ['enjoy', 'Which part of your day do you enjoy most? Why?', '一天里你最喜欢哪一段时间？为什么？'],
      [
        'how-often',
        'How often do you do the same things at the same time?',
        '你多久会在同一时间做同样的事？',
      ],
      ['as-child', 'Was your day very different when you were a child?', '你小时候的一天和现在差别大吗？'],
      [
        'change',
        'Is there anything about your routine that you would like to change?',
        '你的作息里，有没有什么想改变的？',
      ],
    ],
  ],
]
