// Everyday life.
import type { TopicEntry } from '../question'

export const dailyTopics: readonly TopicEntry[] = [
  [
    'daily-routine',
    'Daily routine',
    '日常作息',
    [
      ['enjoy-most', 'Which part of the day do you enjoy most? Why?', '一天里你最喜欢哪一段时间？为什么？'],
      ['mornings', 'What is the first thing you do after you get up?', '起床以后，你做的第一件事是什么？'],
      ['busy-or-quiet', 'Do you prefer a busy day or a quiet one?', '你喜欢忙碌的一天，还是清闲的一天？'],
      [
        'as-child',
        'What did an ordinary day look like when you were ten?',
        '你十岁的时候，平常的一天是怎么过的？',
      ],
      [
        'change',
        'Is there anything in your routine that you would like to change?',
        '你的作息里，有没有什么想改变的？',
      ],
    ],
  ],
  [
    'food',
    'Food and cooking',
    '吃与做饭',
    [
      ['favourite', 'Is there a dish that you never get tired of?', '有没有一道菜是你怎么吃都不腻的？'],
      ['how-often', 'How often do you cook for yourself?', '你多久自己做一次饭？'],
      [
        'as-child',
        'Was there any food that you refused to eat as a child?',
        '小时候有没有什么东西是你坚决不吃的？',
      ],
      ['sweet-or-savoury', 'Do you prefer sweet snacks or salty ones?', '吃零食，你更喜欢甜的还是咸的？'],
      ['who-cooks', 'Who is the best cook in your family? Why?', '你家里谁做饭最好吃？为什么？'],
      ['learn', 'Which dish would you like to learn to cook?', '你想学做哪一道菜？'],
    ],
  ],
  [
    'sleep',
    'Sleep',
    '睡眠',
    [
      ['hours', 'How many hours of sleep do you need to feel well?', '你要睡几个小时才觉得有精神？'],
      ['early-or-late', 'Do you prefer going to bed early or staying up late?', '你喜欢早睡，还是喜欢熬夜？'],
      ['naps', 'How often do you take a nap in the afternoon?', '你多久睡一次午觉？'],
      [
        'than-before',
        'Do you sleep better now than you did a few years ago?',
        '和几年前相比，你现在睡得更好吗？',
      ],
      ['why-badly', 'Why do people sometimes find it hard to fall asleep?', '人为什么有时候很难睡着？'],
    ],
  ],
  [
    'shopping',
    'Shopping',
    '购物',
    [
      ['enjoy', 'Do you enjoy looking around shops? Why?', '你喜欢逛商店吗？为什么？'],
      ['online', 'Do you prefer to buy things online or in a shop?', '你喜欢在网上买东西，还是去店里买？'],
      [
        'how-often',
        'How often do you buy something you don’t really need?',
        '你多久会买一次其实用不着的东西？',
      ],
      [
        'as-child',
        'What did you spend your pocket money on as a child?',
        '小时候，你的零花钱都花在什么上面？',
      ],
      ['save-for', 'Is there anything you would like to save up for?', '有没有什么东西是你想攒钱买的？'],
    ],
  ],
  [
    'clothes',
    'Clothes',
    '穿着',
    [
      ['comfortable', 'What kind of clothes do you feel most comfortable in?', '你穿什么样的衣服最自在？'],
      ['choose', 'How do you decide what to wear in the morning?', '早上你怎么决定穿什么？'],
      ['uniform', 'Did you wear a uniform at school? Did you like it?', '你上学的时候穿校服吗？喜欢吗？'],
      [
        'than-before',
        'Has your taste in clothes changed over the years?',
        '这些年，你对衣服的品味有变化吗？',
      ],
      [
        'look-or-comfort',
        'Do you prefer clothes that look good or clothes that last?',
        '你更看重衣服好看，还是耐穿？',
      ],
    ],
  ],
  [
    'housework',
    'Housework',
    '家务',
    [
      ['mind-least', 'Which job around the house do you mind least?', '哪一样家务你最不介意做？'],
      ['how-often', 'How often do you tidy your room?', '你多久收拾一次房间？'],
      ['as-child', 'How did you help at home when you were little?', '小时候，你在家会帮着做什么？'],
      ['share', 'Why is it good for a family to share the housework?', '一家人分担家务，为什么好？'],
      [
        'machines',
        'Which household job would you like a machine to do one day?',
        '将来你希望哪样家务由机器来做？',
      ],
    ],
  ],
]
