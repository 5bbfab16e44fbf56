// What people do when nobody asks anything of them.
import type { TopicEntry } from '../question'

export const leisureTopics: readonly TopicEntry[] = [
  [
    'free-time',
    'Free time',
    '空闲时间',
    [
      ['weekend', 'How do you usually spend your weekends?', '你周末一般怎么过？'],
      [
        'alone',
        'Do you prefer to relax alone or with other people?',
        '放松的时候，你喜欢一个人，还是和别人一起？',
      ],
      [
        'enough',
        'Do you have more free time now than you did a few years ago?',
        '和几年前相比，你现在的空闲时间更多吗？',
      ],
      ['as-child', 'What did you do after school when you were a child?', '小时候放学以后，你都做些什么？'],
      ['new-hobby', 'Is there a hobby that you would like to take up?', '有没有什么爱好是你想开始培养的？'],
    ],
  ],
]
