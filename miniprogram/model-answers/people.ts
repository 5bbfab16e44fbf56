// Model answers about family, friends and other people, by the question's id.

export const peopleAnswers: Readonly<Record<string, string>> = {
  'friends-how-often':
    'My two best friends live in the same street as me, so we bump into each other practically every day. A proper meeting, where we sit down and catch up, happens about once a week. It’s normally Thursday night, at a barbecue stall under the bridge. If one of us can’t make it, we move it instead of cancelling.',
  'friends-together':
    'We cook together more than anything else. One of us lives in a place with a decent oven, so every few weeks we pick a country, divide up the shopping and spend the evening in her kitchen. It doesn’t always go well. Our Mexican night nearly set off the fire alarm! Still, it costs less than a restaurant, and nobody hurries us out of the door at ten.',
  'friends-as-child':
    'Just one, but she’s worth a dozen. We sat next to each other at the age of seven, and although she’s since moved to Canada, we send each other long voice messages while we’re doing the cleaning. I lost touch with the others when I changed schools. I’d love to know what’s become of them.',
  'friends-few-or-many':
    'I’d choose a few close ones. I’m the kind of person who remembers birthdays and turns up with soup when somebody’s ill, and you can’t do that for fifty people.\n\nIt’s true that a big circle is handy when you’re looking for a job or a plumber. For the things that really matter, though, three good friends are plenty.',
  'friends-new-friends':
    'It’s harder now, if anything. At school you’re thrown together for six hours a day, so you end up close to somebody without even trying. These days I have to arrange everything, and people often cancel because they’re tired.\n\nHaving said that, the friends I’ve made recently tend to share my interests. We met at a choir, so there’s always something to talk about.',
  'family-most-like':
    'Everybody says I take after my aunt on my father’s side. We’ve got the same loud laugh and the same habit of talking to strangers on buses, and people who don’t know us think we’re mother and daughter. My parents are both rather shy. They often tell me they can’t imagine where I get it from.',
  'family-how-often':
    'We only manage it once a year, at New Year. I’ve got three brothers, and two of us work abroad, so getting everyone round one table takes months of planning. We rent a minibus and drive up to my parents’ village with far too much luggage. It’s chaotic for three days, but I look forward to it the rest of the year.',
  'family-as-child':
    'It was mainly my grandmother, as my parents were running a shop in another town. She was strict about manners but soft about everything else, so I’d get a lecture and a biscuit at the same time. I slept in her room until I was eight. Even today, when I can’t make up my mind, I ask myself what she’d say.',
  'family-big-or-small':
    'Small ones suit me far better. When thirty relatives squeeze into one room, you spend the whole evening answering the same questions about your job. With five or six at the table, I actually find out how people are. My mother would disagree. She grew up in a huge family, so for her it isn’t a proper celebration unless the house is full.',
  'family-future':
    'We’ve been talking about hiring a boat for a few days, just my parents, my sister and me. None of us knows how to sail, so it’d have to be somewhere calm, like a canal. The main reason is my dad. He’s never taken a real break from his farm, and I think he’d enjoy going slowly and having nothing to look after.',
  'neighbours-know':
    'We know one side pretty well and the other not at all. On the left there’s a retired couple who water my plants when I’m away, and I carry their shopping up the stairs in return. We’ve even got each other’s keys.\n\nThe flat on the right is a bit of a mystery. I’ve heard a violin through the wall, so I know somebody lives there, but we’ve never actually met.',
  'neighbours-how-often':
    'Most mornings, since half the building walks its dogs at the same time as me. It’s rarely more than two minutes about the weather or whose turn it is to complain about the lift. I didn’t use to bother, and I felt quite lonely here. Those little chats have made a big difference.',
  'neighbours-as-child':
    'I did, all the time, because there was a gap in the fence between our gardens. Two brothers lived there, and the three of us built a den out of old doors and refused to come in for meals. We fell out about once a week. It never lasted beyond the next morning, since there wasn’t anybody else of our age on the road.',
  'neighbours-good-neighbour':
    'Someone who’s around when you need them and leaves you alone when you don’t. The lady below us is like that. She took in my little boy the night my car broke down, yet she’s never once knocked just to be nosy. I think that’s a fine balance, and not everyone gets it right.',
  'neighbours-quiet-or-lively':
    'Give me a lively one any day. I grew up above a market in Istanbul, and the noise of people setting up their stalls was my alarm clock. When it’s totally silent, I start hearing every pipe in the building. I also feel safer coming home late if the lights are on and there’s someone about.',
  'presents-give-or-get':
    'Giving’s a much greater pleasure, partly because I’m hopeless at receiving. I never know what to do with my face when somebody’s watching me tear off the paper. Choosing something for another person, on the other hand, is like a little detective job. I listen out for clues for months, and it’s such a thrill when they ask how on earth I knew.',
  'presents-how-often':
    'Not that often apart from birthdays, maybe five or six times a year. I come from a big family in Lagos, so even that keeps me busy. I’ve stopped buying things just because it’s a holiday. I’d sooner bring somebody a ripe mango on an ordinary Tuesday because it made me think of them.',
  'presents-as-child':
    'When I was six, my uncle gave me a torch. I was afraid of the dark at the time, so he chose one that was small enough to keep under my pillow, and told me I was now in charge of the night. I read with it and signalled to my friend across the courtyard. Within a week I’d stopped being scared.',
  'presents-hard-to-choose':
    'Some people already buy whatever they want. My father-in-law is a perfect example, because if he likes a tool, he’s got it by the weekend, and anything I find is already in his garage.\n\nThen there are the ones who never tell you what they’re into. You’re left guessing, and you worry that they’ll only pretend to be pleased. In both cases I’ve started giving food, since it can’t really go wrong.',
  'presents-next':
    'My niece is about to turn seven, so it’ll be for her. She’s mad about insects at the moment, and I’ve found her a little box with a magnifying lid for looking at beetles. I’m going to add a picture book as well, because she’s just learned to read. Her mother isn’t so keen on insects, but I’m sure she’ll forgive me.',
  'celebrations-favourite':
    'My favourite’s the Mid-Autumn Festival, mainly because it’s so relaxed. There’s no rush for train tickets, and nobody expects you to visit ten different relatives in a day.\n\nIn the evening we carry a table up to the roof, share some fruit and wait for the moon to come out. Even if it’s cloudy, we stay up there and talk, and my uncle tells us the old stories again.',
  'celebrations-last-birthday':
    'I spent it on a mountain, more or less by accident. Some friends and I had planned a picnic, but we took the wrong path and ended up walking for six hours with a cake in a box. By the time we reached the top, it was completely flat. We ate it with our fingers, and it was delicious. I couldn’t have wished for a better party.',
  'celebrations-as-child':
    'In our house you got a bowl of long noodles and one boiled egg, and that was about it. My mother would put the bowl in front of me, and the rule was that I mustn’t bite the noodles, so that I’d have a long life. There wasn’t any party. I felt like the most important person in the room all the same.',
  'celebrations-changed':
    'Not quite. When my parents were young, people spent a whole week preparing the food and visiting each relative in turn. Nowadays a lot of families book a table at a restaurant and send their greetings by phone, and some go travelling instead.\n\nWhat hasn’t changed is the big dinner on the first evening. Wherever you’ve moved to, you’re expected to be there for that, and I’m glad we’ve kept it.',
  'celebrations-abroad':
    'The Day of the Dead in Mexico would be fascinating. From what I’ve heard, families decorate the graves with orange flowers, bring along the favourite food of the people they’ve lost, and stay up all night telling stories. We’ve got something similar at home, but it’s very solemn. I like the idea of remembering someone with music.',
}
