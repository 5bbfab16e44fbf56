// Part 1 questions, built in → the next one to ask.

export interface Question {
  /** Stable: what is stored about a question refers to it. */
  readonly id: string
  readonly topic: { readonly en: string; readonly zh: string }
  readonly text: string
  /** The question in Chinese. */
  readonly gloss: string
}

const hometown = { en: 'Hometown', zh: '家乡' }
const study = { en: 'Work and study', zh: '工作与学习' }
const home = { en: 'Home', zh: '住处' }
const freeTime = { en: 'Free time', zh: '空闲时间' }

/** In an order in which neighbours never share a topic. */
export const questions: readonly [Question, ...Question[]] = [
  {
    id: 'hometown-like-most',
    topic: hometown,
    text: 'What do you like most about your hometown?',
    gloss: '你最喜欢家乡的哪一点？',
  },
  {
    id: 'study-work-or-student',
    topic: study,
    text: 'Do you work, or are you a student?',
    gloss: '你在工作，还是在上学？',
  },
  {
    id: 'home-favourite-room',
    topic: home,
    text: 'Which room in your home do you spend the most time in?',
    gloss: '在家里，你待得最久的是哪个房间？',
  },
  {
    id: 'free-time-weekend',
    topic: freeTime,
    text: 'How do you usually spend your weekends?',
    gloss: '你周末一般怎么过？',
  },
  {
    id: 'hometown-changed',
    topic: hometown,
    text: 'Has your hometown changed much since you were a child?',
    gloss: '从你小时候到现在，家乡的变化大吗？',
  },
  {
    id: 'study-why-subject',
    topic: study,
    text: 'Why did you choose your job or your subject?',
    gloss: '你为什么选择这份工作或这个专业？',
  },
  {
    id: 'home-describe-view',
    topic: home,
    text: 'What can you see from the windows of your home?',
    gloss: '从你家的窗户能看到什么？',
  },
  {
    id: 'free-time-new-hobby',
    topic: freeTime,
    text: 'Is there a hobby that you would like to take up?',
    gloss: '有没有什么爱好是你想开始培养的？',
  },
  {
    id: 'hometown-visitors',
    topic: hometown,
    text: 'Where would you take a visitor in your hometown?',
    gloss: '如果有客人来你的家乡，你会带他去哪里？',
  },
  {
    id: 'study-best-time',
    topic: study,
    text: 'At what time of day do you work or study best?',
    gloss: '一天当中，你什么时候工作或学习状态最好？',
  },
  {
    id: 'home-future',
    topic: home,
    text: 'What kind of home would you like to live in one day?',
    gloss: '将来你想住在什么样的房子里？',
  },
  {
    id: 'free-time-alone',
    topic: freeTime,
    text: 'Do you prefer to relax alone or with other people?',
    gloss: '放松的时候，你喜欢一个人，还是和别人一起？',
  },
]

/** The question after `after`, round and round; the first one without it, or when it is not in the bank. */
export function nextQuestion(after?: Question): Question {
  const index = questions.findIndex(({ id }) => id === after?.id)
  return questions[(index + 1) % questions.length] ?? questions[0]
}
