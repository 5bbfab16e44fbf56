// Model answers about free time, by the question's id.

export const leisureAnswers: Readonly<Record<string, string>> = {
  'free-time-weekend':
    'Saturdays are for sport and seeing people. I play badminton with a few colleagues in the morning, we go for dumplings afterwards, and quite often that turns into a whole afternoon.\n\nSundays are much slower. I sleep in, do my laundry, ring my parents for a long chat and cook something for the next day, so that Monday doesn’t come as too much of a shock.',
  'free-time-alone':
    'Company’s good for me, as long as it’s only one or two people. I deal with customers from nine to six, so a crowded party is the last thing I need. What really helps me unwind is sitting in my friend’s kitchen while she bakes. We might not speak for ten minutes, and that’s perfectly fine.',
  'free-time-than-before':
    'I’ve got much less, I’m afraid. Back at university I could waste an entire Wednesday and nobody minded. Now there’s a full-time job to think about, and a baby who doesn’t know what a weekend is. Strangely, I make better use of the time that’s left. Even half an hour with a book feels like a treat, because I no longer take it for granted.',
  'free-time-as-child':
    'We mostly did elastic skipping, where two of us held the elastic and the third one jumped. It started at ankle height and moved up to the knees, and whoever got tangled had to take a turn at holding. The boys pretended it was silly, yet they’d always ask to join in. On wet days we played cards on the stairs.',
  'free-time-new-hobby':
    'Pottery’s been on my mind for a while. I type all day long, so I’d like a hobby where my hands get dirty and I end up with something I can actually drink tea from. There’s a studio round the corner that runs evening classes. The only thing holding me back is that they’re always fully booked.',
  'music-kind':
    'When I’m exhausted, it has to be something without words. I put on slow guitar pieces, or sometimes just a recording of rain. Lyrics make my brain start working again, because I can’t help following the story. My brother’s the complete reverse and plays loud rock to relax. It’s funny how two people can need such different things.',
  'music-how-often':
    'Almost constantly, as long as I’m doing something routine like cooking or cleaning, because a few cheerful songs make the time go faster. The moment I have to write anything, though, I switch it off. I can’t follow two sets of words at the same time.',
  'music-instrument':
    'I did, for about four years. My parents signed me up for the erhu, a Chinese instrument with two strings that sounds heavenly when it’s played well and like an unhappy cat when it isn’t. You can guess which one our neighbours heard. I gave it up at twelve, and now I rather wish I hadn’t.',
  'music-live-or-recorded':
    'Nothing beats a live performance, because you can feel it in your chest. One winter some students played drums in our town square, and the ground was practically shaking. You never get that from headphones, however expensive they are. They’re fine for the bus, but I can’t remember a single bus journey the way I remember that night.',
  'music-taste':
    'Some of them, yes, and I’m not ashamed of it. The love songs we sang on the school bus are pretty terrible, but I only have to hear the first few notes and I’m fifteen again. Since then I’ve got into jazz and a bit of opera, thanks to a colleague, so I’d say my taste has grown more than it’s changed.',
  'music-concert':
    'There’s a folk singer from the grasslands who I’d travel a long way to hear. She hardly ever performs in cities, and her voice is so powerful that she doesn’t need a microphone. I came across her by accident on the radio. Hearing those songs outdoors, where they come from, would be unforgettable.',
  'reading-like':
    'I’m hooked on detective stories, especially the ones set in small towns where everybody’s hiding something. I read them on the train to work. More than once I’ve missed my stop because I was sure I’d worked out who did it. I’m almost always wrong, but I enjoy being surprised. It takes my mind off my own problems, too.',
  'reading-how-often':
    'I’d say I get to the end of one every couple of months, which isn’t much when I think how many I start. I’m usually too tired to read more than a page or two before bed, so it’s on holidays and long train journeys that I really make progress.',
  'reading-paper-or-screen':
    'Paper wins for me. I stare at a screen from morning to night at work, so turning real pages is a way of telling my eyes that the day’s over. I also scribble in the margins, and it’s fun to come across an angry note I wrote years ago. For the news, though, a screen’s fine.',
  'reading-as-child':
    'My grandfather did, although he didn’t so much read them as make them up. He’d hold the book in front of him and tell me about a fox who ran a noodle shop, and I was about six before I realised that none of it was printed there. I’ve been trying to remember those stories for my own daughter.',
  'reading-next':
    'Yes, there’s a history of tea that my boss lent me. He swears it reads like an adventure story, with smugglers and shipwrecks and secret recipes. It’s as thick as a brick, so I’m saving it for the next public holiday. I don’t usually read history. But I drink tea from morning till night, and I’d like to know how it came to be so important.',
  'films-kind':
    'My favourites are warm comedies about families, the sort where everyone’s arguing round a table. I’ve seen one of them so many times that I can say the lines along with the actors. Obviously I don’t go back for the plot, since I know what’s coming. It’s more like visiting people I’m fond of.',
  'films-how-often':
    'I don’t go very often, perhaps three times a year. The nearest cinema’s an hour away from our village, so it has to be something special to be worth the trip. When we do go, we make a day of it, with lunch in town and a look round the shops. My nephew talks about nothing else for a week.',
  'films-home-or-cinema':
    'I used to say the cinema, but I’ve come round to staying in. At home we can stop halfway to make tea, argue about who the villain is, and wind back if somebody’s missed something. I’d make an exception for anything set in space or at sea, because that’s wasted on a small screen.',
  'films-as-child':
    'I loved the cartoon about the Monkey King, and it was the highlight of my week. It was on at six on Sundays, and our street went quiet because every child was indoors. He was clever and cheeky, and he wasn’t afraid of anybody, which is probably why we all wanted to be like him. I’ve watched it again with my little cousins, and it’s still great fun.',
  'films-why-foreign':
    'I imagine it’s largely a question of effort. After a long day, you don’t always want to read lines of text at the bottom of the screen, because you miss what’s going on in the picture.\n\nHumour’s another reason. Jokes don’t travel well, and a lot depends on knowing the place. My dad says foreign comedies leave him cold, whereas he’ll cry with laughter at a local one.',
  'sport-keep-fit':
    'I don’t do anything fancy. My flat’s on the seventh floor and the lift’s very slow, so I take the stairs every time, and I cycle to the office unless it’s pouring. I’ve paid for a gym twice in my life and soon stopped going. Small habits that fit into my day seem to last much longer.',
  'sport-how-often':
    'I exercise three times a week, if nothing gets in the way. On Tuesdays and Thursdays I go running with a club, and at the weekend there’s usually a football match on the beach with my cousins.\n\nThe running’s easier to keep up, because I’m not doing it alone. When I feel like staying at home, I think of the others waiting for me at the corner, and that gets me out of the door.',
  'sport-at-school':
    'I didn’t look forward to them at all to begin with. I was short and slow, and whenever the captains picked their teams, I’d be among the last ones standing there. Then the school bought a table tennis table. It turned out that I had quick reactions, so for once I could beat the tall boys. By the end I’d actually joined a club.',
  'sport-watch-or-play':
    'Playing’s much more fun, if you ask me. I get restless after ten minutes in front of a match, whereas I’ll happily run about on a muddy pitch until it’s too dark to see the ball. You feel part of something, even if you’re hopeless. The one thing I do watch is gymnastics, because there’s no chance I could ever do that.',
  'sport-try':
    'Rock climbing really tempts me, although I’m not great with heights. There’s an indoor wall near the station, and I’ve watched people there a few times. It looks a bit like chess, because you’ve got to think three moves ahead. A friend of mine goes every week and has promised to hold the rope. I’ve run out of excuses, so I’ll probably give it a try this winter.',
  'photos-of-what':
    'I take pictures of doors more than anything else. Whenever I visit an old neighbourhood, I end up photographing wooden gates and rusty locks, and I like wondering who lives behind them. I’m not much good with people, because I’m too shy to ask them to stay still. Doors, luckily, don’t mind how long it takes.',
  'photos-how-often':
    'Only a few times a year, usually when my phone tells me it’s full and I have to delete some. It takes me hours, because every school trip and every birthday brings back something I’d forgotten, and in the end I keep nearly all of them.',
  'photos-phone-or-camera':
    'For everyday pictures, my phone does the job. It’s in my pocket anyway, and I can send the photo to my mum before the food’s even gone cold.\n\nI do own an old film camera, and I take it on special trips. Having only thirty-six shots makes me slow down and look properly, and then there’s the excitement of waiting to see how they’ve turned out.',
  'photos-as-child':
    'Hardly any, as it happens. Nobody in our village had a camera, so a man with a tripod came round once a year and the whole family had to dress up and keep still. There are just four of me before the age of ten. I look terrified in every one of them, but they’re precious to me.',
  'photos-why-share':
    'It’s a way of sharing the moment, I suppose. If you’ve just seen an amazing sunset, you want somebody else to see it too, and there may be a bit of showing off involved as well.\n\nFor families like mine, there’s more to it than that. We live in three different countries, so those pictures of birthdays and first steps help us to feel that we’re still part of each other’s lives.',
  'art-enjoy':
    'Making things has always appealed to me, but drawing’s never been my strength. I knit, and I’ve got rather quick at it, so all my friends have a scarf from me whether they wanted one or not. I find it soothing because my fingers are busy while my mind can wander. With a pencil I just get annoyed that the nose is in the wrong place.',
  'art-as-child':
    'Horses were all I ever drew, hundreds of them, and they all faced left. I’d never learned how to do the other side, so every single horse in my notebooks was walking in the same direction. We lived in a flat in Shanghai, and I’d never been near a real one. My mother’s kept a whole box of them, which I find both sweet and embarrassing.',
  'art-on-the-wall':
    'I’d like something with a lot of empty space in it, such as an ink painting of mountains in fog. My flat’s tiny and full of stuff, so a busy picture would make it feel even smaller. A misty landscape would have the opposite effect, as if I had an extra window. It’d also be restful to look at after a day in front of a screen.',
  'art-galleries':
    'I go two or three times a year, mostly when it’s raining and I don’t have to pay. I’m no expert, so I tend to choose one room and stay in it instead of rushing past everything. The last one was all about old shop signs. It sounds dull, but I came out noticing the letters on every wall in town.',
  'art-lessons':
    'I would, provided that nobody gave me a mark. Art at school always felt like a competition, and I was told quite early on that I had no talent. A relaxed class for adults, where you paint fruit badly and have a laugh, would be right up my street. Perhaps I’ll sign up once my kids are a bit older.',
}
