// Work, study, hometown and home: Part 1 opens with one of them.
import type { TopicEntry } from '../question'

export const youTopics: readonly TopicEntry[] = [
  [
    'hometown',
    'Hometown',
    '家乡',
    [
      ['like-most', 'What do you like most about your hometown?', '你最喜欢家乡的哪一点？'],
      [
        'visitors',
        'Where would you take a visitor in your hometown?',
        '如果有客人来你的家乡，你会带他去哪里？',
      ],
      ['how-often', 'How often do you go back to the place where you grew up?', '你多久回一次长大的地方？'],
      [
        'changed',
        'Has your hometown changed much since you were a child?',
        '从你小时候到现在，家乡的变化大吗？',
      ],
      [
        'young-people',
        'Why do young people stay in your hometown, or leave it?',
        '年轻人为什么留在你的家乡，或者为什么离开？',
      ],
      ['future', 'Do you think you will live in your hometown in the future?', '你觉得将来会在家乡生活吗？'],
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
        'Which lessons did you enjoy most when you were at primary school?',
        '上小学的时候，你最喜欢什么课？',
      ],
      ['plans', 'What would you like to do once your studies are over?', '学业结束以后，你想做什么？'],
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
        'How is your home different from the one where you lived as a child?',
        '现在的家和你小时候住的家有什么不同？',
      ],
      [
        'change',
        'What is the first thing you would change about your home?',
        '如果可以改变家里的一样东西，你会先改什么？',
      ],
      ['future', 'What kind of home would you like to live in one day?', '将来你想住在什么样的房子里？'],
    ],
  ],
  [
    'work',
    'Work',
    '工作',
    [
      ['what-kind', 'What kind of work do you do, or hope to do?', '你做什么工作，或者想做什么工作？'],
      ['why-job', 'Why did you choose your line of work?', '你为什么选择这一行？'],
      [
        'with-others',
        'Do you work better in a team or by yourself?',
        '你和团队一起工作效率高，还是一个人效率高？',
      ],
      ['breaks', 'How often do you take a break while you are working?', '工作的时候，你多久休息一次？'],
      ['as-child', 'What job did you dream of when you were a child?', '你小时候梦想做什么工作？'],
      [
        'future',
        'Do you expect to be doing the same work in ten years’ time?',
        '你觉得十年以后还会做同样的工作吗？',
      ],
    ],
  ],
]
