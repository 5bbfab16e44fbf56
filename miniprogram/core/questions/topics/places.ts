// Places, and how to get there.
import type { TopicEntry } from '../question'

export const placesTopics: readonly TopicEntry[] = [
  [
    'holidays',
    'Holidays and travel',
    '假期与旅行',
    [
      ['like', 'What do you like to do on the first day of a holiday?', '假期的第一天，你喜欢做什么？'],
      ['how-often', 'How often do you travel to another city?', '你多久去一次别的城市？'],
      [
        'as-child',
        'Where did your family take you on holiday as a child?',
        '小时候放假，家里人会带你去哪里？',
      ],
      [
        'plan-or-not',
        'Do you prefer to plan a trip carefully or to see what happens?',
        '你喜欢把行程计划好，还是走到哪儿算哪儿？',
      ],
      [
        'sea-or-mountains',
        'Would you rather go to the seaside or to the mountains? Why?',
        '你更愿意去海边，还是去山里？为什么？',
      ],
      ['next', 'Where would you like to travel next?', '下一次你想去哪里旅行？'],
    ],
  ],
  [
    'transport',
    'Getting around',
    '出行',
    [
      ['usual', 'How do you usually get to work or to class?', '你平时怎么去上班或上课？'],
      [
        'how-often',
        'How often do you walk instead of taking a bus or a car?',
        '你多久会走路，而不坐公交或开车？',
      ],
      [
        'bus-or-train',
        'Do you prefer travelling by bus or by underground? Why?',
        '你喜欢坐公交，还是坐地铁？为什么？',
      ],
      ['bicycle', 'Did you ride a bicycle much when you were a child?', '你小时候常骑自行车吗？'],
      [
        'changed',
        'Has getting around your town become easier over the last few years?',
        '这几年，在你住的地方出门更方便了吗？',
      ],
    ],
  ],
  [
    'parks',
    'Parks',
    '公园',
    [
      ['like', 'What do you like to do when you are in a park?', '你在公园里喜欢做什么？'],
      ['how-often', 'How often do you go to a park near your home?', '你多久去一次家附近的公园？'],
      ['as-child', 'Did you play in parks much when you were young?', '你小时候常在公园玩吗？'],
      ['why-need', 'Why do people in cities need green places?', '城市里的人为什么需要绿地？'],
      [
        'improve',
        'What would you like to see added to the parks in your town?',
        '你希望你们那里的公园以后增加些什么？',
      ],
    ],
  ],
  [
    'city-countryside',
    'City and countryside',
    '城市与乡村',
    [
      ['prefer', 'Do you prefer the city or the countryside?', '你喜欢城市，还是乡村？'],
      ['how-often', 'How often do you get out of the city?', '你多久出城走走？'],
      ['as-child', 'Did you spend any time in a village as a child?', '你小时候在村子里待过吗？'],
      [
        'good-for-children',
        'Why might the countryside be a good place for children?',
        '乡村对孩子来说为什么可能是个好地方？',
      ],
      ['future', 'Would you move to a smaller place in the future?', '将来你会搬到更小的地方去住吗？'],
    ],
  ],
  [
    'eating-out',
    'Eating out',
    '在外面吃饭',
    [
      [
        'favourite',
        'What do you like about your favourite café or restaurant?',
        '你最喜欢的咖啡馆或餐馆，好在哪里？',
      ],
      ['how-often', 'How often do you have a meal outside your home?', '你多久在外面吃一次饭？'],
      ['alone', 'Do you mind eating in a restaurant alone? Why?', '你介意一个人去餐馆吃饭吗？为什么？'],
      ['than-before', 'Do you order more food to your home than you used to?', '你现在点外卖比以前多吗？'],
      ['try', 'Which country’s food would you like to try next?', '接下来你想尝尝哪个国家的菜？'],
    ],
  ],
  [
    'museums',
    'Museums',
    '博物馆',
    [
      ['like', 'Which museum have you enjoyed most? Why?', '哪家博物馆你最喜欢？为什么？'],
      ['how-often', 'How often do you visit museums when you travel?', '旅行的时候，你多久会去一次博物馆？'],
      [
        'school-trip',
        'Did your school ever take you to a museum when you were a child?',
        '小时候，学校带你们去过博物馆吗？',
      ],
      [
        'guide-or-alone',
        'Do you prefer to follow a guide or to look around by yourself?',
        '你喜欢跟着讲解看，还是自己看？',
      ],
      ['future', 'What would you like to see in a museum of the future?', '你想在未来的博物馆里看到什么？'],
    ],
  ],
]
