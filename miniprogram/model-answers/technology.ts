// Model answers about machines and software, by the question's id.

export const technologyAnswers: Readonly<Record<string, string>> = {
  'phones-use-most':
    'The maps get the most use, by a long way. I deliver parcels, and the city changes so quickly that I’d be helpless without them.\n\nMusic comes second, as I’m alone in the van for hours. Oddly enough, I hardly ever make calls any more. If a customer isn’t in, I just send a short message and try again later.',
  'phones-first-phone':
    'When I was fourteen and started at a boarding school. It was a heavy little thing with buttons, handed down from my mother, and I was only allowed to switch it on between seven and eight in the evening. The whole dormitory would be on the stairs, all talking at once. It made being away from home a lot easier.',
  'phones-how-often':
    'It only happens two or three times a year, and always on the day I need it. Last time I was meeting someone at a station with six exits, and we walked round and round without finding each other.\n\nThere’s a nice side to it, though. By the afternoon I’d stopped reaching for my pocket. I noticed the birds, I had a chat with the man in the bakery, and I felt strangely free.',
  'phones-call-or-text':
    'I send messages for anything practical, and I call when it really matters. If I only need an address, there’s no point in interrupting anyone’s dinner. But when a friend’s upset, typing seems cold, and half of what I mean gets lost. My parents ring about everything, including what they’ve had for lunch, so maybe it’s a question of age.',
  'phones-than-before':
    'I do, and it’s mostly down to my job. I look after a shop’s online orders, so customers write to me from morning till midnight. To balance things out, I leave it in a drawer on Sundays. The first few weeks were quite uncomfortable, but now I’d be annoyed if you took that day away from me.',
  'phones-next':
    'I’d be delighted if it could last a whole week without charging. I go hiking in places with no electricity, and it’s ridiculous to carry a spare battery that’s heavier than my lunch. The camera and the screen I’ve got now are good enough for me. If they could also make it survive a fall into a stream, I’d never need another one.',
  'apps-favourite':
    'The one I’d be lost without is my dictionary. I moved to Germany for my studies, and in the first year I must have opened it fifty times a day, at the chemist’s, in lectures, even in front of washing machines. It also keeps a list of every word I’ve looked up, so I can see how I’ve improved.',
  'apps-how-often':
    'I don’t try new ones very often, possibly twice a year. Once I’ve learned where the buttons are, I don’t see why I should start again. It’s generally my daughter who takes my phone and installs something. I have to admit she’s got good judgement. The last one she chose reads recipes aloud while I’m cooking, and I couldn’t manage without it now.',
  'apps-stopped':
    'Yes, a running app that used to cheer me on. In the beginning it was great, because it counted every step and gave me little prizes. After a while I noticed that I couldn’t enjoy a walk unless it was being recorded, which seemed mad. I got rid of it, and nowadays I just run until I’m tired.',
  'apps-pay':
    'I’d pay, as long as it’s a fair price. A good tool’s worth the cost of a lunch, and I know that somebody had to work hard to make it. Advertisements seem to jump out exactly when I’m about to press something, and that drives me mad.\n\nWhat I don’t like is being charged every month for something I open twice. In that case, I’d just look for another one.',
  'apps-invent':
    'I wish there were one that told you what’s about to go off in your fridge, and what you could make with it. I throw away far too much food, simply because I forget that there’s half a cabbage at the back. Ideally it’d send me a polite reminder on the way home, with the nearest shop for whatever’s missing.',
  'computers-for-what':
    'Anything that involves long documents has to wait until I’m at my desk. I’m writing my thesis, and trying to fix footnotes on a tiny screen would drive me round the bend. I also edit videos for the drama club, and you need to see all the pieces side by side. For a quick message or the news, I don’t even open the lid.',
  'computers-how-often':
    'Touch wood, almost never. It’s a plain old machine, and I don’t install anything that I don’t need, so there’s not a lot to go wrong. The last time was in the spring, when it refused to start. I’d been on the phone to the repair shop for ten minutes before I saw that it wasn’t plugged in.',
  'computers-as-child':
    'I mostly drew pictures, in the most basic program you can imagine. My father brought home an old machine from his office, and I’d spend hours filling the screen with spots of colour and then printing them until the ink ran out. We weren’t online in those days, so there wasn’t much else you could do with it.',
  'computers-laptop-or-desktop':
    'I couldn’t do without a laptop, since I’m never in one place. I translate for a living, and I’ve worked in cafes, in airports and once at the back of a wedding. I realise a desktop’s better for your neck and gives you more for your money. If I ever get a study of my own, I’ll think about it.',
  'computers-learn':
    'I’d quite like to understand how to build a simple website. My parents make honey, and they still take orders on scraps of paper that get lost in the kitchen. Something with a few photos and a form would save them a lot of trouble. I’ve watched a beginner’s course, but I got stuck at the third lesson.',
  'social-media-like':
    'Other people’s cooking, more than anything else. I follow a handful of home cooks from all over the world, and I find it oddly relaxing to see someone in Peru or Georgia making lunch. I’m not interested in celebrities at all. Now and then I’ll try a recipe myself, and that’s how I learned to stuff vine leaves. It’s a small way of travelling, I suppose.',
  'social-media-how-often':
    'Hardly ever these days, perhaps on my birthday to say thanks. I used to share every meal and every sunset, but I noticed that I’d begun choosing restaurants for the photographs. That’s when I decided to step back. My friends know where I am, and if they’re curious, they’ve got my number.',
  'social-media-watch-or-write':
    'I prefer written posts, because I can go at my own speed. If something doesn’t interest me, I jump to the next paragraph, whereas with a video I have to sit through the music and the waving.\n\nFor anything practical, it’s the other way round. You can’t really learn to fix a tap from three lines of text, so I’ll happily watch somebody do it step by step.',
  'social-media-why-so-long':
    'There are two reasons, as far as I can see. One is that there’s no last page. With a newspaper you reach the end and get up, but a screen just keeps feeding you.\n\nPeople are also filling in gaps, in queues or in the lift, and it doesn’t feel like much at the time. Then you add it all up. I once planned to check one message and looked up to find that it had got dark.',
  'social-media-changed':
    'It’s changed completely. I grew up with the radio on at breakfast, and we’d all go quiet when the headlines were read. Then for a while I got everything from my phone, minute by minute, until it started to make me anxious. Now I’ve gone back to one serious paper at the weekend. I’m a bit behind, but I feel I understand more.',
}
