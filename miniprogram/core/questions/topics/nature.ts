// Nature and the weather.
import type { TopicEntry } from '../question'

export const natureTopics: readonly TopicEntry[] = [
  [
    'weather',
    'Weather',
    '天气',
    [
      ['favourite', 'What kind of weather makes you want to go outside?', '什么样的天气让你想出门？'],
      ['mood', 'Why does the weather change how people feel?', '天气为什么会影响人的心情？'],
      ['forecast', 'How often do you look at the weather forecast?', '你多久看一次天气预报？'],
      ['rainy-days', 'What did you do on rainy days when you were a child?', '你小时候下雨天都做些什么？'],
      [
        'hot-or-cold',
        'Would you rather live somewhere very hot or very cold?',
        '你更愿意住在很热的地方，还是很冷的地方？',
      ],
    ],
  ],
  [
    'seasons',
    'Seasons',
    '季节',
    [
      [
        'favourite',
        'Which season do you like best where you live? Why?',
        '在你住的地方，你最喜欢哪个季节？为什么？',
      ],
      [
        'do-differently',
        'What do you do in summer that you never do in winter?',
        '有什么事是你夏天做、冬天从来不做的？',
      ],
      ['as-child', 'Did you look forward to winter when you were a child?', '你小时候盼着冬天吗？'],
      [
        'changed',
        'Are the seasons in your area different from what they used to be?',
        '你那里的四季和以前有不同吗？',
      ],
      ['spring-or-autumn', 'Do you prefer spring or autumn?', '你喜欢春天，还是秋天？'],
    ],
  ],
  [
    'animals',
    'Animals and pets',
    '动物与宠物',
    [
      ['like', 'Which animal do you find most interesting? Why?', '你觉得哪种动物最有意思？为什么？'],
      ['as-child', 'Did you have a pet when you were a child?', '你小时候养过宠物吗？'],
      ['cats-or-dogs', 'Do you prefer cats or dogs?', '你喜欢猫，还是狗？'],
      [
        'how-often',
        'How often do you see wild animals near your home?',
        '你多久会在家附近看到一次野生动物？',
      ],
      ['future', 'Would you like to keep an animal in the future?', '将来你想养一只动物吗？'],
    ],
  ],
  [
    'plants',
    'Plants and gardens',
    '植物与花园',
    [
      ['at-home', 'Do you keep any plants at home? Why?', '你家里养植物吗？为什么？'],
      ['how-often', 'How often do you buy flowers or plants?', '你多久买一次花或者植物？'],
      ['as-child', 'Did you ever grow anything when you were little?', '你小时候种过东西吗？'],
      ['flowers-or-trees', 'Do you prefer flowers or trees?', '你喜欢花，还是树？'],
      ['garden', 'What would you grow if you had a garden one day?', '如果将来有个花园，你想种什么？'],
    ],
  ],
  [
    'water',
    'Rivers and the sea',
    '江河与大海',
    [
      ['like', 'Do you like being close to water? Why?', '你喜欢待在水边吗？为什么？'],
      ['swim', 'How often do you go swimming?', '你多久游一次泳？'],
      ['first-time', 'How old were you when you first saw the sea?', '你第一次看到大海是几岁？'],
      [
        'beach-or-lake',
        'Would you rather spend a day at a beach or by a lake?',
        '你更愿意在海滩待一天，还是在湖边待一天？',
      ],
      ['future', 'Would you like to live by the sea in the future?', '将来你想住在海边吗？'],
    ],
  ],
]
