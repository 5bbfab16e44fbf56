// Family, friends and other people.
import type { TopicEntry } from '../question'

export const peopleTopics: readonly TopicEntry[] = [
  [
    'friends',
    'Friends',
    '朋友',
    [
      ['how-often', 'How often do you meet your closest friends?', '你多久和最好的朋友见一次面？'],
      ['together', 'What do you enjoy doing together with your friends?', '你和朋友在一起喜欢做什么？'],
      [
        'as-child',
        'Are you still in touch with friends from your childhood?',
        '你和小时候的朋友还有联系吗？',
      ],
      [
        'few-or-many',
        'Would you rather have a few close friends or a lot of friends? Why?',
        '你更想要几个知心朋友，还是很多朋友？为什么？',
      ],
      [
        'new-friends',
        'Is it easier for you to make friends now than it was at school?',
        '和上学的时候相比，你现在更容易交到朋友吗？',
      ],
    ],
  ],
  [
    'family',
    'Family',
    '家人',
    [
      ['most-like', 'Who in your family are you most like?', '你最像家里的哪个人？'],
      ['how-often', 'How often does your whole family get together?', '你们全家多久聚一次？'],
      ['as-child', 'Who looked after you when you were little?', '你小时候是谁照顾你的？'],
      [
        'big-or-small',
        'Do you prefer big family gatherings or small ones? Why?',
        '你喜欢热闹的大家庭聚会，还是小聚会？为什么？',
      ],
      ['future', 'What would you like to do with your family next year?', '明年你想和家人一起做什么？'],
    ],
  ],
  [
    'neighbours',
    'Neighbours',
    '邻居',
    [
      ['know', 'How well do you know the people next door?', '你和隔壁的人熟吗？'],
      ['how-often', 'How often do you stop to talk to a neighbour?', '你多久会停下来和邻居聊几句？'],
      [
        'as-child',
        'Did you play with the children next door when you were young?',
        '你小时候和隔壁的孩子一起玩吗？',
      ],
      ['good-neighbour', 'What makes somebody a good neighbour? Why?', '什么样的人是好邻居？为什么？'],
      [
        'quiet-or-lively',
        'Do you prefer a quiet street or a lively one?',
        '你喜欢安静的街道，还是热闹的街道？',
      ],
    ],
  ],
  [
    'presents',
    'Presents',
    '礼物',
    [
      ['give-or-get', 'Do you prefer giving presents or getting them?', '你喜欢送礼物，还是收礼物？'],
      ['how-often', 'How often do you give somebody a present?', '你多久送一次礼物？'],
      [
        'as-child',
        'Which present from your childhood do you still remember?',
        '小时候收到的礼物，哪一件你还记得？',
      ],
      [
        'hard-to-choose',
        'Why is it difficult to choose a present for some people?',
        '给有些人挑礼物，为什么那么难？',
      ],
      ['next', 'Who will you give a present to next, and what will it be?', '下一次你会送谁礼物，送什么？'],
    ],
  ],
  [
    'celebrations',
    'Birthdays and festivals',
    '生日与节日',
    [
      ['favourite', 'Which festival do you like best? Why?', '你最喜欢哪个节日？为什么？'],
      ['last-birthday', 'What did you do on your last birthday?', '你上一个生日是怎么过的？'],
      ['as-child', 'How did you celebrate your birthday when you were a child?', '你小时候怎么过生日？'],
      [
        'changed',
        'Do people celebrate festivals in the same way as they used to?',
        '现在的人过节和以前一样吗？',
      ],
      ['abroad', 'Which festival from another country would you like to see?', '你想去看看哪个外国的节日？'],
    ],
  ],
]
