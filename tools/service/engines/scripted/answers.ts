// The scripted engine's model answers to IELTS Speaking Part 1 questions, at about band 7–8.

export interface ModelAnswer {
  readonly question: string
  readonly paragraphs: readonly string[]
}

export const modelAnswers: readonly ModelAnswer[] = [
  {
    question: 'What do you like most about your hometown?',
    paragraphs: [
      "I come from a mid-sized city on the coast, and what I love most is how close everything is to the water. On a summer evening half the neighbourhood drifts down to the seafront, and you can't walk a hundred metres without bumping into somebody you know.",
      "The other thing is the food. There's a covered market near my parents' flat where fishermen sell whatever they landed that morning, and I honestly haven't tasted anything like it since I moved away.",
    ],
  },
  {
    question: 'Do you live in a house or a flat?',
    paragraphs: [
      "At the moment I'm renting a small flat on the eleventh floor, which I share with a friend from university. It's a bit cramped, to be honest, but it gets the sun all afternoon, so it never feels gloomy.",
      "My favourite spot is the balcony. We've squeezed in two folding chairs and a few pots of herbs, and that's where I tend to unwind with a cup of tea after work.",
      "If I could change one thing, it would be the kitchen. There's barely room for two people to stand in it, let alone cook together.",
    ],
  },
  {
    question: 'Why did you choose your job?',
    paragraphs: [
      'I work as a civil engineer, and I more or less fell into it. I was good at physics at school, and an uncle of mine used to take me along to the bridges he was inspecting, so by the time I was sixteen it felt like the obvious choice.',
      "What's kept me in it, though, is seeing something real at the end of the day. Last year a footbridge I'd helped to design finally opened, and watching children run across it was far more rewarding than any pay rise.",
    ],
  },
  {
    question: 'Do you enjoy cooking?',
    paragraphs: [
      "I do, although I'd call myself an enthusiastic amateur rather than a good cook. During the week I stick to quick things like stir-fries and noodles, because by the time I get home I'm usually starving.",
      "Weekends are when I get more adventurous. Lately I've been trying to work out my grandmother's recipe for braised pork, which she never wrote down, so there's a fair amount of guesswork involved and the odd disaster.",
    ],
  },
  {
    question: 'How often do you listen to music?',
    paragraphs: [
      "Practically all the time. I put something on as soon as I wake up, I listen to playlists on the underground, and I can't really concentrate at work without some quiet piano in the background.",
      "My taste depends on my mood. If I'm tired I'll go for old jazz records, whereas before a run I need something with a strong beat to get me out of the door.",
    ],
  },
  {
    question: 'What kind of weather do you prefer?',
    paragraphs: [
      "I'm definitely an autumn person. Where I live the summers are so humid that you're drenched before you reach the bus stop, so that first crisp morning in October always comes as a relief.",
      "I don't mind a bit of rain either, as long as I'm not caught in it. There's something cosy about being indoors with a book while it's pouring outside.",
    ],
  },
  {
    question: 'Do you use public transport a lot?',
    paragraphs: [
      "Yes, nearly every day. I take the metro to work because it's cheap and, unlike driving, I know I'll arrive on time, give or take five minutes.",
      "The only downside is the rush hour, when you're packed in like sardines. I've started leaving home half an hour earlier to avoid it, and I've ended up reading far more than I used to.",
      "I do still take a taxi occasionally, mostly late at night or when I'm carrying something heavy.",
    ],
  },
  {
    question: 'Did you have a favourite teacher at school?',
    paragraphs: [
      "I did, actually: my history teacher, Ms Lin. She hardly ever opened the textbook; instead she would tell us about an event as though she'd been there herself, and then ask us what we would have done.",
      "Looking back, she taught me to question things rather than just memorise them. We still exchange messages every New Year, and I think she's the reason I ended up studying politics.",
    ],
  },
]

/** Chinese notes on such answers, for scenarios that need Chinese text. */
export const chineseNotes: readonly string[] = [
  '这个回答先直接回应了问题，再用一个具体的场景展开，考官很容易听懂你的意思。注意“half the neighbourhood drifts down to the seafront”这样的说法，它比“many people go there”更生动，也更自然。',
  '时态用得很准：习惯用一般现在时，过去的经历用一般过去时，到现在还有影响的事用现在完成时。Part 1 的回答不必太长，三四句话就够了，重点是流利、具体、不背稿。',
  '连接词不一定要用 firstly、secondly。口语里更常见的是 “to be honest”“the other thing is”“looking back”，它们能给你一点思考的时间，听起来也不生硬。',
  '如果一时想不起某个词，可以换一种说法绕过去，例如把 “cramped” 说成 “there isn’t much room”。考官看重的是你能不能把意思讲清楚，而不是用了多少难词。',
]
