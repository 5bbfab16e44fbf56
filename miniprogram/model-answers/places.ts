// Model answers about places, and how to get there, by the question's id.

export const placesAnswers: Readonly<Record<string, string>> = {
  'holidays-like':
    'On the first day I do absolutely nothing, and I do it properly. I turn off the alarm, stay in my pyjamas until noon and eat breakfast twice. My husband wants to be out exploring by eight, so we’ve made a deal that the first morning is mine. After that I’m ready to climb whatever he likes.',
  'holidays-how-often':
    'About once a month, because my company has a second office three hours off by train. I go down on a Thursday, and if I can, I stay on for the Friday night to look around.\n\nTrips that are purely for fun are rarer, perhaps two a year. I usually go with an old friend, and we choose places where neither of us has ever been.',
  'holidays-as-child':
    'We always went to the same place, a little guest house by a lake in Poland. My father drove for seven hours while my sisters and I sang the same songs over and over, so it’s a wonder he ever did it twice. That’s where I learned to swim and row. I’d love to take my own children there one summer.',
  'holidays-plan-or-not':
    'I’m somewhere in the middle, but if I had to choose, I’d plan. I once arrived in a strange town at midnight with nowhere to sleep, and that was enough for a lifetime. Since then I’ve always booked my beds.\n\nDuring the day, though, I leave things open. The best meal of my last trip was in a place I’d only walked into because it had begun to rain.',
  'holidays-sea-or-mountains':
    'My heart’s in the mountains. I burn within minutes on a beach, and I get bored of lying still. Up there you have to earn your view, the air smells of pine, and you sleep like a log afterwards. I come from a place that’s flat for hundreds of kilometres, so any hill at all feels exotic to me.',
  'holidays-next':
    'Morocco is top of my list. I’ve been learning to cook with spices, and I’d love to wander through one of those covered markets and smell everything before I buy it. I’m also keen to spend a night in the desert, because I’ve only ever lived in bright cities and I’ve never seen the stars properly.',
  'transport-usual':
    'By ferry, as it happens, which makes my friends jealous. I live on the other side of the harbour, so each morning I get twenty minutes of sea breeze before I have to face my desk. It’s hardly ever late. The only trouble is the typhoon season, when the boats stop and I’ve got to go the long way round by bus.',
  'transport-how-often':
    'I walk whenever it’s under half an hour, which works out at most days. I made it a rule after I hurt my back, since the doctor said sitting was the worst thing for it. It’s also a good way to discover shortcuts, and one of mine leads through a temple garden. I only give in and wait for the bus if I’m carrying shopping.',
  'transport-bus-or-train':
    'The underground suits me better, since I’m usually in a hurry. Our buses crawl through the traffic, and you never know whether one’s coming in two minutes or twenty. The trains are so regular that I can plan my morning around them. I admit the bus has a better view, so on a lazy Sunday I’ll sometimes take it on purpose.',
  'transport-bicycle':
    'I practically lived on one. Where I grew up in the Netherlands, every child cycles to school, even in the snow, and you learn to do it with one hand so you can hold an umbrella. Mine had been my older cousin’s, and it was far too tall for me. I’ve still got the scar on my knee to prove it.',
  'transport-changed':
    'It’s improved enormously since they opened the second bridge. Before that, everybody had to squeeze over the old one, and it could take me an hour and a half to visit my sister on the other bank. It’s twenty minutes now. The pavements haven’t got any better, though, so it’s still a struggle if you’re pushing a pram.',
  'parks-like':
    'Most of the time I just find a bench and listen to what’s going on. In our park the old men bring their birds in cages and argue about chess moves, and I’ve picked up more local news there than anywhere else. I usually have a book with me, but I hardly open it. It’s the best way I know to slow down after a week in the office.',
  'parks-how-often':
    'Every evening, without fail, because my dog insists. It’s just across the road, and we do two laps no matter what the weather’s like. Left to my own devices I’d go at most once a week, so he’s done wonders for my health. He’s also introduced me to half the neighbourhood.',
  'parks-as-child':
    'Not in real parks, because there weren’t any near us. We had rice fields and a riverbank instead, and that was a much bigger playground than anything with a fence. The first time I saw a proper park, on a school outing to the city, I couldn’t understand why you weren’t allowed to step on the grass.',
  'parks-why-need':
    'We need somewhere to breathe, basically. If you live in a tower and work in another tower, you can go for days without touching anything that’s alive, and I don’t think that’s good for anyone.\n\nThere’s a practical side as well. Trees cool the streets down in summer, and a park is one of the few places where older people can meet without spending any money.',
  'parks-improve':
    'They badly need more shade. Our biggest park is lovely in April, but by July there isn’t a single spot where you can sit without being grilled, so it’s empty just when people have time to go there. I’d plant a few rows of tall trees along the paths. A drinking fountain or two would be welcome as well.',
  'city-countryside-prefer':
    'I’m a city person through and through. I love being able to pop out for noodles at midnight, and there’s always a concert or a new exhibition if I’m bored. I also like the fact that my neighbours come from all over the country. The countryside’s beautiful for a weekend, but after that I start to miss the noise.',
  'city-countryside-how-often':
    'At least twice a month, weather permitting. I live in Mumbai, and if I don’t escape now and then I feel as if I’m breathing other people’s air. A couple of us take the early bus up to the hills, walk until we’re hungry, and come back with muddy shoes. Even six hours of it keeps me going.',
  'city-countryside-as-child':
    'Every summer until I was twelve. My parents sent me to my mother’s village in Sichuan, where I shared a bed with three cousins and woke up to the sound of roosters. At first I was the useless one from the city who couldn’t tell wheat from grass. By August I could catch eels, and I’d cry when it was time to leave.',
  'city-countryside-good-for-children':
    'It gives them room, for a start. They can shout, get filthy and climb things, and their parents don’t have to worry about traffic all the time.\n\nI believe they learn patience as well. If you’ve planted a bean yourself and waited for it to come up, you realise how slowly food grows. I was brought up in a town, and I honestly didn’t know what a potato plant looked like.',
  'city-countryside-future':
    'I might, once I no longer have to be near an office. My girlfriend and I sometimes daydream about a town where you know the baker’s name and you can cross the whole place on foot. What worries me is that there’d be less choice of schools. We’d probably try it for a year before selling anything.',
  'eating-out-favourite':
    'It’s the owner who makes it special. The place is tiny, with only five tables, and he remembers not just what I order but how my week was going the last time. The dumplings are excellent too, of course. On slow afternoons he lets me sit there with my laptop, and he’ll bring me a bowl of soup I didn’t ask for.',
  'eating-out-how-often':
    'Five times a week at least, as there’s no kitchen where I work. At lunchtime a few of us walk to a place that sells rice with three dishes of your choice, and we’re back within forty minutes. At weekends I hardly ever bother. After five lunches out, a plain omelette at home is a treat.',
  'eating-out-alone':
    'No, I’m perfectly happy on my own, since I travel a lot for work and I’ve had plenty of practice. I bring a book, choose a table by the window and eat as slowly as I please. The only time it’s awkward is with hotpot, where you really need a few friends to get through all the plates.',
  'eating-out-than-before':
    'I order less these days. There was a period when I was working late and had something delivered four nights a week, and I felt dreadful, not to mention the heap of plastic boxes by the door. Then my sister taught me to make three simple stews. I freeze them in portions, and they’re ready faster than any driver could get here.',
  'eating-out-try':
    'Ethiopian food has made me curious. A classmate told me that everybody eats from one big plate, using a kind of soft, sour bread in place of cutlery, and that sounds like my idea of a good evening. There’s only one restaurant in my country that does it, and it’s in the capital. I’ll go there the next time I’ve got a reason to visit.',
  'museums-like':
    'There’s a little museum of salt in the town where I studied, and I’ve never forgotten it. It’s inside an old mine, so you put on a helmet and go down in a cage. What I enjoyed most was talking to the guides, who’d all worked there when they were young. They knew every corner, and they weren’t reading from a card.',
  'museums-how-often':
    'Nearly always, though I limit myself to one per trip. My feet give up after two hours, and so does my brain. I look for something you couldn’t find elsewhere, like a collection of umbrellas or the story of the local railway. Places like that are usually run by somebody who’s crazy about the subject and loves to talk.',
  'museums-school-trip':
    'Just once, when I was nine, and I’m afraid I remember the bus better than the museum. Fifty of us sang the whole way there. The only exhibit that stayed with me was a mammoth’s tooth as big as my head. Our guide let us touch it, and I couldn’t stop thinking about the animal it came from. For months afterwards I wanted to dig up bones for a living.',
  'museums-guide-or-alone':
    'I’d sooner look around by myself, at least at first. I like to drift about, stop in front of whatever catches my eye and make up my own story about it. If I’m still curious after that, I’ll join a tour and find out how wrong I was. Following a flag from the beginning makes me feel like I’m back at school.',
  'museums-future':
    'I’d like to see ordinary life from our own time. Museums are full of kings and swords already, but hardly anybody keeps a normal kitchen with everything in it. I can imagine walking into one, hearing the rice cooker click and even smelling the garlic. Children would probably find it hilarious. They’d also understand how we really lived, which you can’t get from a glass case.',
}
