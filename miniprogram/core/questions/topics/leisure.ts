// Free time.
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
        'than-before',
        'Do you have more free time now than you did a few years ago?',
        '和几年前相比，你现在的空闲时间更多吗？',
      ],
      ['as-child', 'What games did you play after school as a child?', '小时候放学以后，你都玩些什么？'],
      ['new-hobby', 'Is there a hobby that you would like to take up?', '有没有什么爱好是你想开始培养的？'],
    ],
  ],
  [
    'music',
    'Music',
    '音乐',
    [
      ['kind', 'What kind of music do you listen to when you are tired?', '累的时候，你听什么样的音乐？'],
      [
        'how-often',
        'How often do you listen to music while doing something else?',
        '你多久会一边做事一边听音乐？',
      ],
      ['instrument', 'Did you learn an instrument when you were a child?', '你小时候学过乐器吗？'],
      [
        'live-or-recorded',
        'Would you rather hear music live or through headphones? Why?',
        '你更愿意听现场演出，还是用耳机听？为什么？',
      ],
      ['taste', 'Do you like the same songs now as you did at school?', '你现在喜欢的歌和上学的时候一样吗？'],
      [
        'concert',
        'Which singer or band would you like to see on stage one day?',
        '将来你想看哪位歌手或哪支乐队的现场？',
      ],
    ],
  ],
  [
    'reading',
    'Reading',
    '阅读',
    [
      ['like', 'What do you enjoy reading in your spare time?', '空闲的时候，你喜欢读什么？'],
      ['how-often', 'How often do you finish a whole book?', '你多久读完一本书？'],
      [
        'paper-or-screen',
        'Do you prefer to read on paper or on a screen? Why?',
        '你喜欢读纸质书，还是在屏幕上读？为什么？',
      ],
      ['as-child', 'Did anyone read stories to you when you were small?', '你小时候有人给你读故事吗？'],
      ['next', 'Is there a book you are planning to read soon?', '最近有没有打算读的书？'],
    ],
  ],
  [
    'films',
    'Films',
    '电影',
    [
      ['kind', 'What kind of film can you watch again and again?', '什么样的电影你可以反复看？'],
      ['how-often', 'How often do you go to the cinema?', '你多久去一次电影院？'],
      [
        'home-or-cinema',
        'Do you prefer watching films at home or on a big screen?',
        '你喜欢在家看电影，还是去大银幕看？',
      ],
      ['as-child', 'Which film or cartoon did you love as a child?', '你小时候最爱看哪部电影或动画片？'],
      [
        'why-foreign',
        'Why do some people only watch films in their own language?',
        '为什么有些人只看自己母语的电影？',
      ],
    ],
  ],
  [
    'sport',
    'Sport and exercise',
    '运动',
    [
      ['keep-fit', 'What do you do to keep fit?', '你平时怎么保持健康？'],
      ['how-often', 'How often do you exercise in an ordinary week?', '平常一周里，你运动几次？'],
      [
        'at-school',
        'Did you look forward to sports lessons when you were at school?',
        '上学的时候，你盼着上体育课吗？',
      ],
      [
        'watch-or-play',
        'Do you prefer playing sport or watching it? Why?',
        '你喜欢自己运动，还是看别人比赛？为什么？',
      ],
      ['try', 'Which sport would you like to try in the future?', '将来你想尝试哪一项运动？'],
    ],
  ],
  [
    'photos',
    'Photographs',
    '照片',
    [
      ['of-what', 'What do you like to take photographs of?', '你喜欢拍什么？'],
      ['how-often', 'How often do you look at your old photographs?', '你多久翻看一次以前的照片？'],
      [
        'phone-or-camera',
        'Do you prefer to use a phone or a camera for pictures?',
        '拍照的时候，你喜欢用手机，还是用相机？',
      ],
      ['as-child', 'Do you have many pictures from your childhood?', '你小时候的照片多吗？'],
      [
        'why-share',
        'Why do people like to show their pictures to others?',
        '人们为什么喜欢给别人看自己拍的照片？',
      ],
    ],
  ],
  [
    'art',
    'Drawing and art',
    '绘画与艺术',
    [
      ['enjoy', 'Do you like drawing or making things with your hands?', '你喜欢画画或者做手工吗？'],
      ['as-child', 'What did you use to draw when you were a child?', '你小时候常画什么？'],
      [
        'on-the-wall',
        'What kind of picture would you hang on your wall? Why?',
        '你会在墙上挂什么样的画？为什么？',
      ],
      ['galleries', 'How often do you visit an exhibition?', '你多久看一次展览？'],
      ['lessons', 'Would you like to take art lessons some day?', '以后你想上美术课吗？'],
    ],
  ],
]
