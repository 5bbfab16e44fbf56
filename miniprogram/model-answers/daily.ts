// Model answers about everyday life, by the question's id.

export const dailyAnswers: Readonly<Record<string, string>> = {
  'daily-routine-enjoy-most':
    'The hour after dinner is my favourite. By then the dishes are done and nobody expects anything from me, so I put on my trainers and walk along the canal with my wife. We don’t talk about anything important, just what made us laugh that day. However busy I get, I make sure I keep that hour free.',
  'daily-routine-mornings':
    'I open the curtains before I do anything else, even before I look at the clock. If I leave the room dark, I’ll crawl straight back under the covers, and I’ve been late for class more than once because of that. Then I drink a big glass of warm water, which is a habit I’ve picked up from my mother.',
  'daily-routine-busy-or-quiet':
    'A busy one, as long as it’s the right kind of busy. I work in our family restaurant, and when every table’s full, the time flies and I go to bed pleasantly tired. Quiet days are harder for me. I start lots of little jobs, finish none of them, and feel guilty in the evening. I do need one slow morning a week, but no more than that.',
  'daily-routine-as-child':
    'It was wonderfully simple. I walked to the village school with my cousins, came home for lunch, and finished my homework as fast as I could so that there’d be some daylight left. We’d then spend hours catching crabs in the stream until someone’s mother shouted that dinner was ready. I was usually asleep by half past eight.',
  'daily-routine-change':
    'Yes, there’s one thing, which is that I exercise too late. At the moment I go to the gym at about nine, after work, and I’m so wide awake afterwards that I can’t sleep. I’ve tried setting an early alarm a few times, but I just switch it off without even noticing. Maybe I need to put it in the other room.',
  'food-favourite':
    'I could eat tomatoes with scrambled eggs every day of the week. It’s the most ordinary dish you can think of, but it tastes slightly different in every home, and my dad’s version has a spoonful of sugar and far too much garlic. He used to make it whenever I’d had a hard day at school. Perhaps that’s why it still cheers me up.',
  'food-how-often':
    'I cook nearly every evening, because I find it relaxing and it’s much cheaper than eating out. It’s nothing ambitious, usually just one pan, whatever vegetables look fresh and some noodles.\n\nThe only exception is Friday. By then I’m too worn out to lift a knife, so my flatmate and I get something from the place downstairs and eat it in front of a film.',
  'food-as-child':
    'Bitter melon was my great enemy. My aunt served it all summer because it’s supposed to cool you down, and I used to hide the slices under my rice. Funnily enough, I order it myself these days. I suppose your tongue gets used to bitter things once you start drinking coffee.',
  'food-sweet-or-savoury':
    'I’m much more of a salty person. If there’s a bag of roasted peanuts or some dried seaweed next to me while I’m reading, it’ll be gone before I turn the page. I’ve never really understood the appeal of cake, which is a bit awkward at birthdays. I generally take one polite bite and pass the rest to my sister.',
  'food-who-cooks':
    'That has to be my older brother, which surprises people. He spent two years working in a hotel kitchen, so he can chop an onion in about five seconds and he never wastes a thing. What makes him so good, I think, is that he tastes the food at every stage, whereas the rest of us only find out at the table.',
  'food-learn':
    'If I had the time, I’d learn how to make proper hand-pulled noodles. There’s a man near my office who stretches the dough between his arms until it turns into threads, and he makes it look effortless. When I tried it at home, it kept snapping. I’m told it’s all about how long you let the dough rest, so I’ll have another go.',
  'sleep-hours':
    'Eight, and I’m not very flexible about it. I can get by on seven if I have to. The trouble is that I’m short with people then, and I read the same line three times before it makes sense. That’s why I’m in bed by eleven during the week, even if my friends think it’s far too early. At weekends I let myself sleep until I wake up naturally.',
  'sleep-early-or-late':
    'I’m a night owl by nature, so if I could choose, I’d stay up till two. There’s something about the middle of the night, when the whole street’s dark and no one can ask you for a favour, that makes me want to read or draw. Since I start work at eight, though, I only allow myself that on Saturdays.',
  'sleep-naps':
    'I have one every single day, if I can. At my company the lights go off for half an hour after lunch and everyone puts their head on the desk, so it’d be stranger not to. Twenty minutes is perfect for me. Any longer, and I wake up feeling confused and need a strong cup of tea before I can think.',
  'sleep-than-before':
    'Much better, and I owe it to a change of job. I used to work night shifts at a petrol station, so I’d be trying to sleep while children were playing right outside my window. Since I moved to days, I drop off within minutes. I hadn’t realised how bad-tempered I’d become until my sister pointed out the difference.',
  'sleep-why-badly':
    'More often than not, it’s because they can’t stop thinking. You lie down, everything goes quiet, and suddenly that silly thing you said at lunch seems terribly important.\n\nHabits play a part too. If you look at a bright screen until midnight or have coffee after dinner, your body doesn’t know it’s bedtime. What helps me is writing tomorrow’s worries on a piece of paper, so that I can forget about them.',
  'shopping-enjoy':
    'Not particularly, unless it’s a hardware shop. Rows of shirts make me want to sit down, but I could spend a whole afternoon looking at hinges, paint and odd little tools, because I can imagine what I’d build with them. My wife knows this, so she leaves me there while she does the real shopping.',
  'shopping-online':
    'I do a bit of both. Clothes and things for the kitchen I’d rather buy in person, because I like to feel how heavy a pan is or hold a jumper up to the light. You can’t always trust a photograph.\n\nBooks are a different matter. I know exactly what I’m getting, our local shop doesn’t stock much, and it’s nice to find a parcel waiting when I get home.',
  'shopping-how-often':
    'I’d guess about once a fortnight, which is more often than I’d like to admit. My weakness is stationery. I’ve got a drawer full of notebooks that are too pretty to write in, and yet I’ll still pick up another one if the paper feels nice. At least it’s cheap, so I don’t feel too bad about it.',
  'shopping-as-child':
    'Nearly all of it went on stickers. There was a tiny shop opposite the school gate, and each packet had five animals in it, so we’d stand outside swapping the ones we already had.\n\nI never did find the snow leopard. A boy in my class had two of them, and he wouldn’t part with either, not even for my lunch. Looking back, I suppose I learned how to bargain there.',
  'shopping-save-for':
    'I’m putting a little aside each month for a good piano. The one I practise on belongs to a neighbour, and I can only use it while she’s at work, which isn’t ideal. It’ll take me another couple of years, I’d guess. Knowing what it’s for makes it surprisingly easy to say no to other things.',
  'clothes-comfortable':
    'I’m happiest in loose cotton trousers and an old shirt, preferably one that’s been washed a hundred times. I grew up in Bangkok, where it’s hot and sticky all year round, so anything tight quickly becomes unbearable. Even now that I live somewhere cooler, I get changed the minute I’m home from the office.',
  'clothes-choose':
    'These days I don’t leave it until the morning. The night before, I check how cold it’ll be, think about what I’ve got to do and hang everything on the back of the door. It only takes five minutes. Before I started doing this, I’d try on three things, hate them all and miss my bus. Now there’s time for a proper breakfast instead.',
  'clothes-uniform':
    'Yes, we all wore the same blue and white tracksuit, and it was at least two sizes too big so that we’d grow into it. I can’t say I liked it at the time. Now I’m quite grateful, because nobody could tell whose family had money, and you could play football in it without getting into trouble.',
  'clothes-than-before':
    'It has, quite dramatically. In my late teens I only wore black, and I wanted everything to have chains or holes in it. Then I began working with small children at a nursery, and they love bright colours, so bit by bit my wardrobe’s turned yellow and green. My old friends can hardly believe it’s me.',
  'clothes-look-or-comfort':
    'Clothes that last are worth much more to me. I’ve got a pair of leather boots that belonged to my uncle, and after fifteen years they only need new laces now and then. A fashionable jacket might make me feel great for one season, but if the zip breaks by spring, I just feel cheated.',
  'housework-mind-least':
    'Oddly enough, ironing’s the one that I mind least. Most people can’t stand it, but I put on a good story to listen to, and there’s something calming about watching the creases disappear. You can see straight away that you’ve achieved something. Cleaning the bathroom is another matter, so my brother does that and I look after his shirts in return.',
  'housework-how-often':
    'I try to do it every Sunday, but I don’t always manage. If it’s been a busy week, I let things pile up until I can’t find my keys, and then I do it all in one go, usually because a friend’s about to visit.\n\nIt’s never actually dirty, just covered in books and cups. Once everything’s back in its place, I feel so much calmer that I wonder why I put it off.',
  'housework-as-child':
    'We lived on a small farm, so everyone had to do their share. My job was to feed the chickens and collect the eggs, and I was proud to be trusted with the basket. Later on I did the washing up as well, which I didn’t find nearly so exciting. I think it was good for me. I learned quite early that meals don’t appear by magic.',
  'housework-share':
    'The main thing is that it stops one person from quietly getting fed up. In my family my mum did everything until she broke her wrist, and that month opened our eyes to how much there was.\n\nWe’ve split it up ever since, and I can see other advantages. My little brothers are learning to look after themselves, and it’s far nicer to cook together than to sit there waiting to be served.',
  'housework-machines':
    'Someone really ought to invent a machine that folds clothes. We’ve got one that washes them and another that dries them, but somebody still has to stand there for an hour and put everything away. If a robot could do that reliably, we’d have our Sunday evenings back. I wouldn’t let it near the cooking, because I enjoy that too much.',
}
