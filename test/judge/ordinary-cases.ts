// Answers of students as they come every day: with slips, short, off the question, in Chinese.
import { asksForMore, type JudgeCase } from './judge-case'

const agrees = [/yes|yeah|sure|of course|definitely|absolutely/i]

const slips: readonly JudgeCase[] = [
  {
    id: 'slips-hometown',
    question: 'Where is your hometown?',
    transcript:
      'My hometown is in Guilin. It have many mountain and a river, and every people know it because the picture on the twenty yuan note.',
    fixes: [
      ['It have many mountain', 'It has many mountains'],
      ['every people know it because the picture', 'everybody knows it because of the picture'],
    ],
    keeps: [/Guilin/, /mountain/i, /twenty|20/],
  },
  {
    id: 'slips-food',
    question: 'What food did you dislike as a child?',
    transcript:
      'When I am a child I very dislike the carrot. My mother she always put it in the soup, so I give it to my dog.',
    fixes: [
      ['When I am a child', 'When I was a child'],
      ['I very dislike the carrot', 'I really disliked carrots'],
      ['My mother she always put it', 'My mother always put them'],
      ['I give it', 'I gave them'],
    ],
    keeps: [/carrot/i, /soup/i, /dog/i],
  },
  {
    id: 'slips-study',
    question: 'What do you study?',
    transcript: 'I am study computer science since two years. It is more harder than I think before.',
    fixes: [
      ['I am study computer science since two years', 'I have been studying computer science for two years'],
      ['more harder than I think before', 'harder than I thought before'],
    ],
    keeps: [/computer science/i, /two|2/],
  },
  {
    id: 'slips-rain',
    question: 'Do you like rain?',
    transcript: 'No I do not like. Because when rain, my shoes is always wet and the bus is full of peoples.',
    fixes: [
      [
        'I do not like. Because when rain, my shoes is',
        'I do not like it, because when it rains, my shoes are',
      ],
      ['peoples', 'people'],
    ],
    keeps: [/shoes/i, /bus/i],
  },
  {
    id: 'slips-sister',
    question: 'Who are you closest to in your family?',
    transcript: 'My sister. She is elder than me five years, and she teached me to riding a bike.',
    fixes: [
      ['She is elder than me five years', 'She is five years older than me'],
      ['teached me to riding', 'taught me to ride'],
    ],
    keeps: [/sister/i, /five|5/, /bike|bicycle/i],
  },
  {
    id: 'slips-phone',
    question: 'How often do you use your phone?',
    transcript:
      'Almost all day. I use it for chat with my friends and also look video. Before sleep I always play it one hour.',
    fixes: [
      ['for chat with my friends and also look video', 'to chat with my friends and also to watch videos'],
      ['Before sleep I always play it one hour', 'Before I go to sleep, I always use it for an hour'],
    ],
    keeps: [/friends/i, /video/i, /hour/i],
  },
  {
    id: 'slips-weekend',
    question: 'What do you usually do at weekends?',
    transcript:
      'In weekend I usually go to swim with my cousin, he is very good at swim, and after we eat the noodle near by the pool.',
    fixes: [
      ['In weekend', 'At weekends'],
      ['he is very good at swim', 'who is very good at swimming'],
      ['eat the noodle near by the pool', 'eat noodles near the pool'],
    ],
    keeps: [/cousin/i, /noodle/i, /pool/i],
  },
  {
    id: 'slips-long',
    question: 'Tell me about the place where you live.',
    transcript: `I live in a small flat in the north of city with my parents and my grandmother. The flat is at eleven floor,
so we can seeing the river and the old bridge, and in the evening many people is walking there. My room is the most small one,
but I like it because it have a big window and I put my desk under it. In summer is very hot, because we don't have the air conditioner
in my room, only in the living room, so I often sleep on the sofa. My grandmother she wake up very early and turn on the radio,
so I also wake up. We live here since I was seven. My father want to move to a bigger one, but I don't want, because all of my friend
live near by and my school is only ten minutes by walk. Maybe in the future I will living alone, but now I am happy with live here.`,
    better:
      `I live in a small flat in the north of the city with my parents and my grandmother. It is on the eleventh floor, so we can
see the river and the old bridge, where many people walk in the evening. My room is the smallest, but I like it because it has a big
window with my desk under it. In summer it gets very hot, because only the living room has an air conditioner, so I often sleep on the
sofa. My grandmother wakes up very early and turns on the radio, which wakes me too. We have lived here since I was seven. My father
wants to move, but I don't, because all my friends live nearby and school is ten minutes away on foot.`.replace(
        /\n/g,
        ' ',
      ),
    fixes: [['the most small one', 'the smallest']],
    keeps: [/grandmother/i, /river/i, /sofa/i, /seven|7/],
  },
  {
    id: 'slips-no-question',
    transcript: 'I prefer the train, because it is more cheap and I can reading a book in it.',
    fixes: [
      ['more cheap', 'cheaper'],
      ['can reading', 'can read'],
    ],
    keeps: [/train/i, /book/i],
  },
  {
    id: 'good-already',
    question: 'Do you enjoy cooking?',
    transcript:
      'Yes, I do. I cook most evenings, because it helps me switch off after work, and it is cheaper than eating out.',
    keeps: [/evening/i, /\bwork/i, /cheaper|less/i],
  },
  {
    id: 'music-band',
    question: 'Do you play a musical instrument?',
    transcript: 'Yes, I play drum in a band since last year. We are four boy and we never win a competition.',
    fixes: [
      ['I play drum in a band since last year', 'I have played the drums in a band since last year'],
      ['four boy and we never win', 'four boys, and we have never won'],
    ],
    keeps: [/band/i, /four|4/, /last year/i],
  },
  {
    id: 'third-take',
    question: 'Do you like your job?',
    take: 3,
    transcript:
      'Yes, because my colleague are friendly. But sometimes I must work until ten in the night and I feel very tired.',
    fixes: [
      ['my colleague are', 'my colleagues are'],
      ['ten in the night', 'ten at night'],
    ],
    keeps: [/colleague/i, /ten|10/, /tired|exhaust/i],
  },
]

const chinese: readonly JudgeCase[] = [
  {
    id: 'chinese-shopping',
    question: 'Do you like shopping online?',
    notes: 'zh',
    transcript:
      'Yes I very like it, because is convenient and I can compare the price. But the cloth is sometimes too small for me.',
    fixes: [
      ['I very like it, because is convenient', 'I like it very much, because it is convenient'],
      ['the cloth is', 'the clothes are'],
    ],
    keeps: [/pric/i, /small/i],
  },
  {
    id: 'chinese-teacher',
    question: 'Did you have a favourite teacher at school?',
    notes: 'zh',
    take: 2,
    transcript: 'Yes, it is Mr Lu, he teach us the history. He tell many story and we never feel boring.',
    fixes: [
      ['it is Mr Lu, he teach us the history', 'it was Mr Lu, who taught us history'],
      ['He tell many story and we never feel boring', 'He told many stories, and we were never bored'],
    ],
    keeps: [/Lu/, /history/i, /stor/i],
  },
  {
    id: 'chinese-short',
    question: 'Do you like flowers?',
    notes: 'zh',
    transcript: 'Yes, sure.',
    keeps: agrees,
    nextTake: asksForMore,
  },
  {
    id: 'chinese-off-question',
    question: 'How do you usually celebrate your birthday?',
    notes: 'zh',
    transcript: 'I go to school by underground. It take me forty minutes and it is always very crowd.',
    fixes: [
      ['It take me', 'It takes me'],
      ['very crowd', 'very crowded'],
    ],
    keeps: [/underground/i, /forty|40/],
    offQuestion: /生日|birthday/i,
  },
]

const short: readonly JudgeCase[] = [
  {
    id: 'short-yes',
    question: 'Do you like chocolate?',
    transcript: 'Yes, sure.',
    keeps: agrees,
    nextTake: asksForMore,
  },
  {
    id: 'short-colour',
    question: 'What is your favourite colour?',
    transcript: 'Dark green.',
    keeps: [/green/i],
    nextTake: asksForMore,
  },
  {
    id: 'short-no',
    question: 'Have you ever been on a boat?',
    transcript: 'No, never.',
    keeps: [/\bno\b|never/i],
    nextTake: asksForMore,
  },
  { id: 'short-number', question: 'How many hours do you sleep?', transcript: 'Maybe seven hour.', fixes: [['seven hour', 'seven hours']], keeps: [/seven|7/i], nextTake: asksForMore }, // prettier-ignore
]

const offQuestion: readonly JudgeCase[] = [
  {
    id: 'off-robots',
    question: 'Would you like to have a robot at home?',
    transcript:
      'My favourite season is autumn because the leaf become red and the weather is cool in my city.',
    fixes: [['the leaf become', 'the leaves become']],
    keeps: [/autumn|fall/i, /red/i],
    offQuestion: /robot/i,
  },
  {
    id: 'off-learnt-by-heart',
    question: 'What time do you get up?',
    transcript:
      'Well, the internet is a double-edged sword. On the one hand it bring us a lot of informations.',
    fixes: [
      ['it bring us', 'it brings us'],
      ['a lot of informations', 'a lot of information'],
    ],
    keeps: [/internet/i],
    offQuestion: /time|get up|morning/i,
  },
  {
    id: 'half-why',
    question: 'Which month do you like best, and why?',
    transcript: 'I like May in best. In May we has a holiday of five days in my country.',
    better: 'I like May best. We have a five-day holiday in May in my country.',
    fixes: [['we has', 'we have']],
    keeps: [/May/, /five|5/],
  },
  {
    id: 'half-missing',
    question: 'What music did you listen to as a child, and what do you listen to now?',
    transcript:
      'When I was child I listened many songs from cartoon, because my brother watch them every day.',
    fixes: [
      [
        'I was child I listened many songs from cartoon',
        'I was a child, I listened to many songs from cartoons',
      ],
      ['my brother watch them', 'my brother watched them'],
    ],
    keeps: [/cartoon/i, /brother/i],
    offQuestion: /now|today|these days/i,
  },
]

export const ordinaryCases = [...slips, ...chinese, ...short, ...offQuestion]
