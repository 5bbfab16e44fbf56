// Model answers about learning, remembering and planning, by the question's id.

export const skillsAnswers: Readonly<Record<string, string>> = {
  'languages-enjoy':
    'What I enjoy most is discovering things that can’t be said in my own language. In Portuguese there’s a word for missing somebody that we’d need a whole sentence for, and once I’d learned it, I almost felt it more. I’m also very proud of the first real joke I manage to make. Grammar tables, I’m afraid, are another story.',
  'languages-how-often':
    'Two or three evenings a week, I’d say. I volunteer at a hostel for travellers, so I’m forever explaining where the bus goes and why the shower’s cold. In the beginning I used to rehearse every sentence on the way there. My accent hasn’t changed much, but I’ve lost the fear of getting it wrong.',
  'languages-as-child':
    'We learned it by repeating things in chorus, sixty of us at once. Our teacher would read a line from the book, and we’d shout it back without much idea of what it meant. It did wonders for my memory and nothing for my confidence. It was only when I got into English songs that I began to understand how it really sounds.',
  'languages-speak-or-write':
    'Writing comes more easily to me, because nobody’s waiting. I can cross things out, look up a word and sleep on it. When I speak, the perfect phrase turns up about ten minutes after the conversation’s over. I’m working on that, though. While I’m cooking, I describe everything I do out loud, and I can tell that it’s helping.',
  'languages-next':
    'I’ve been thinking about sign language, if that counts. A deaf customer comes into the bakery where I work, and we get by with pointing and smiling, but I’d like to ask her how her day’s going. It’d be a completely different way of thinking, too. There’s a free course at the library that I’ve got my eye on.',
  'handwriting-how-often':
    'Every day, although it’s never more than a few words. I’m a chef, so I label everything in the kitchen with the date, and I stick my orders on the wall above the stove.\n\nLonger texts are a different story. The last time I wrote a proper letter was when my grandmother turned eighty, and my hand hurt after the first page. She’s kept it in a drawer ever since, so it was worth the effort.',
  'handwriting-like':
    'I’m not very fond of it, to tell you the truth. It’s small and it leans to the left, and when I’m in a rush even I can’t read it. On the bright side, it’s unmistakably mine, and my friends know who a card’s from before they open it. I’ve thought about practising, but there’s always something more urgent to do.',
  'handwriting-as-child':
    'We began with a brush, before we ever held a pencil. My teacher was our neighbour, a retired calligrapher, and he let me practise on old newspapers with water, so that nothing was wasted. He’d put a coin on the back of my hand, and if it fell off, my wrist was too stiff. I’ve kept the habit of sitting up straight.',
  'handwriting-pen-or-keyboard':
    'For me it’s got to be a pen, at least in class. If I type, I end up copying every word like a machine and nothing sinks in. With a pen I’m too slow for that, so I’ve got to choose what matters. The drawback is that I can’t search my notebooks, and I’ve wasted many an hour looking for one date.',
  'handwriting-future':
    'They will, I reckon, but more as an art than a necessity. People said that nobody would ride horses once there were cars, and look how many still do. Forming the letters yourself seems to help little ones to read, so I can’t see schools dropping it entirely. They’ll just do less of it, and maybe enjoy it more.',
  'memory-good-at':
    'Faces stay in my mind, but sadly the names that go with them don’t. I can recognise a waiter I saw once, five years ago, in another city. I’m quick to learn a tune, too. Numbers, on the other hand, go in one ear and out the other, and I still have to check my own door code on my phone.',
  'memory-how-often':
    'At least once a day, and it’s nearly always my glasses. I’ve found them in the fridge and, more than once, on top of my own head. I think it’s because my mind’s already on the next thing when I put them down. These days I’ve got a bowl by the front door for my keys and my phone. If I could get used to putting my glasses there as well, I’d save a lot of time.',
  'memory-earliest':
    'I remember snow coming in through a car window. I must have been about three, sitting on somebody’s lap in the back, and a flake landed on my sleeve and didn’t melt. There’s no story to it. My parents can’t even work out which journey it was, but I can still see that one white dot on the blue wool.',
  'memory-notes-or-head':
    'I write everything down, otherwise it’s gone by lunchtime. There’s a notebook in my bag, another beside the bed and a whiteboard on the kitchen door. I’m not an especially organised person. I just sleep better when a thing’s on paper, because then I don’t have to keep repeating it to myself.',
  'memory-than-before':
    'It’s worse for details, I have to admit. At school I could learn a poem in one evening, whereas now I need a week and a quiet room. I blame my phone for part of that, since I don’t have to store a single number.\n\nIn other ways it’s improved. I connect things more easily than I used to, because I’ve got more experience to build on.',
  'plans-like':
    'I love it, possibly more than carrying them out. Give me a sheet of squared paper and an evening to arrange a trip or a new kitchen, and I’m perfectly happy. I think it’s the feeling that nothing’s gone wrong yet. My friends take advantage of this, so I’m always the one who books the tickets.',
  'plans-how-often':
    'They change all the time, because I’ve got twins. I’ll have everything arranged down to the minute, and then one of them has a temperature or can’t find a shoe. It drove me crazy in the first year. By now I treat a plan as a suggestion, and I keep a spare afternoon free for whatever goes wrong.',
  'plans-on-time':
    'I usually finish just in time. I’ve tried starting weeks ahead, but I only stare at the page and tidy my desk. It’s the pressure of the last evening that makes the ideas come. The disadvantage is that there’s nothing left over for surprises, so if the printer breaks down, I’m in trouble. When other people depend on me, I make a real effort to be early.',
  'plans-as-child':
    'My plan was to be an explorer, with a hat and a boat. I’d drawn up a list of islands to discover, and it was a bitter blow when my teacher told me they’d all been found. I sulked for a whole weekend. In the end I became a geologist, so I do get to wander about with a hammer in places where hardly anyone goes.',
  'plans-this-year':
    'I want to be able to swim two lengths without stopping. I’m thirty-one, and I only learned to float in the spring, so it isn’t as easy as it sounds. I go twice a week, and I can feel that I’m getting stronger. My coach says the hardest part’s behind me. If I manage it, I’m going to treat myself to a few days by the sea.',
}
