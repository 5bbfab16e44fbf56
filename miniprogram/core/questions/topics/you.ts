// Work, study, hometown and home: with one of them Part 1 begins.
import type { TopicEntry } from '../question'

export const youTopics: readonly TopicEntry[] = [
  [
    'hometown',
    'Hometown',
    '家乡',
    [
      ['like-most', 'What do you like most about your hometown?', '你最喜欢家乡的哪一点？'],
      [
        'changed',
        'Has your hometown changed much since you were a child?',
        '从你小时候到现在，家乡的变化大吗？',
      ],
      [
        'visitors',
        'Where would you take a visitor in your hometown?',
        '如果有客人来你的家乡，你会带他去哪里？',
      ],
      ['how-often', 'How often do you go back to the place where you grew up?', '你多久回一次长大的地方？'],
      [
        'young-people',
        'Is your hometown a good place for young people? Why?',
        '你的家乡适合年轻人吗？为什么？',
      ],
      ['future', 'Would you like to live in your hometown in the future?', '将来你想在家乡生活吗？'],
    ],
  ],
  [
    'study',
    'Study',
    '学习',
    [
      ['work-or-student', 'Do you work, or are you a student?', '你在工作，还是在上学？'],
      ['why-subject', 'Why did you choose the subject that you study?', '你为什么选择现在学的专业？'],
      ['best-time', 'At what time of day do you study best?', '一天当中，你什么时候学习状态最好？'],
      [
        'alone',
        'Do you prefer to study alone or with classmates?',
        '学习的时候，你喜欢一个人，还是和同学一起？',
      ],
      [
        'at-school',
        'Which subject did you enjoy most when you were at school?',
        '上中小学的时候，你最喜欢哪门课？',
      ],
      ['plans', 'What would you like to do when your studies are finished?', '学业结束以后，你想做什么？'],
    ],
  ],
  [
    'home',
    'Home',
    '住处',
    [
      [
        'favourite-room',
        'Which room in your home do you spend the most time in?',
        '在家里，你待得最久的是哪个房间？',
      ],
      ['describe-view', 'What can you see from the windows of your home?', '从你家的窗户能看到什么？'],
      [
        'house-or-flat',
        'Would you rather live in a house or in a flat? Why?',
        '你更愿意住独栋的房子，还是公寓？为什么？',
      ],
      [
        'childhood',
        'How is your home different from the one you lived in as a child?',
        '现在的家和你小时候住的家有什么不同？',
      ],
      ['change', 'What would you change about your home if you could?', '如果可以，你想改变家里的哪一点？'],
      ['future', 'What kind of home would you like to live in one day?', '将来你想住在什么样的房子里？'],
    ],
  ],
  [
    'work',
    'Work',
    '工作',
    [
      ['what-kind', 'What kind of work do you do, or hope to do?', '你做什么工作，或者想做什么工作？'],
      ['why-job', 'Why did you choose that kind of work?', '你为什么选择这一类工作？'],
      [
        'people',
        'Do you prefer working with other people or by yourself?',
        '工作的时候，你喜欢和别人一起，还是自己一个人？',
      ],
      ['late', 'How often do you have to work late?', '你多久要加一次班？'],
      ['as-child', 'What job did you want to have when you were a child?', '你小时候想做什么工作？'],
      ['change', 'Would you like to change your job in the future?', '将来你想换一份工作吗？'],
    ],
  ],
]
