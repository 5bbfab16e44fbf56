// Model answers about work, study, hometown and home, by the question's id.

export const youAnswers: Readonly<Record<string, string>> = {
  'hometown-like-most':
    'I love how hilly it is. My city’s built on such steep slopes that you can walk into a building on the ground floor, take the lift up, and come out on another street at the top. Visitors get hopelessly lost, but for me it’s like living inside a puzzle, and there’s always a flight of steps I haven’t tried yet.',
  'hometown-visitors':
    'I’d skip the famous sights and take them to the morning market by the river. You’ve got to get there before seven, while the farmers are still unloading their baskets, and have rice noodles for breakfast at one of the stalls.\n\nAfter that we’d rent bicycles and follow the river out of town. It’s flat all the way, and you get a good idea of how people really live.',
  'hometown-how-often':
    'Twice a year, if I’m lucky. It takes me nine hours by train, so I save up my days off and go back for Spring Festival and once in the summer. My mother always says the second visit is too short, and she’s right, because I’m only just getting used to the quiet when it’s time to pack again.',
  'hometown-changed':
    'It’s changed almost beyond recognition. When I was small, there was a duck pond behind our building and the road simply stopped at the edge of a field. Now there’s a metro station where the ducks used to be. I miss the pond, I must say. On the other hand, my parents finally have a decent hospital close by, and they can get to the centre in ten minutes.',
  'hometown-young-people':
    'Those who leave are mostly looking for work. Ours is a quiet farming town with one factory and a couple of schools, so if you’d like to be a designer or an engineer, you have to go somewhere bigger, and that’s what nearly all my classmates did.\n\nA few of us have stayed because of family. My cousin took over his father’s tea garden, and he’s got more free time and far less rent to pay than I have.',
  'hometown-future':
    'Probably not for the next few years, since there’s hardly any work in my field there. I can picture myself going back when I’m older, though. The air’s clean and life’s a lot less stressful. My old classmates are nearby, too. And I’ve always liked the idea of my children walking to the same primary school that I went to.',
  'study-work-or-student':
    'I’m a student, in my third year of food science at a university in the north. We spend half the week in the lab, finding out why bread goes stale and things like that, which sounds dull but is actually quite absorbing.\n\nI’ve also got a part-time job in a coffee shop on Sundays. It doesn’t pay much, but it’s taught me how to deal with difficult customers.',
  'study-why-subject':
    'I didn’t choose it for any noble reason. I’d always been the one who fixed things at home, so when I had to pick a degree, electronics seemed like the obvious choice. What surprised me is how much I enjoy the theory, because once you understand why a circuit works, repairing it stops being guesswork.',
  'study-best-time':
    'My best hours are early in the morning, before anyone else in my dormitory’s awake. From about six to eight my head’s clear and nobody’s sending me messages, so I can get through a difficult chapter in one go. After lunch I’m useless for anything that needs real thought. That’s when I do the easy tasks, like copying out my notes or planning the week.',
  'study-alone':
    'It depends on the stage I’m at. When something’s completely new to me, I need to sit by myself and struggle with it at my own pace. Once I’ve got the basics, though, I’d much rather meet two or three classmates. If I have to explain a topic out loud, I soon notice which bits I haven’t understood.',
  'study-at-school':
    'Science was the lesson that everybody looked forward to. Our teacher was a young man who couldn’t bear to sit still, and he’d take us out to the school garden to count insects or measure shadows. We found things out for ourselves instead of learning a list of facts by heart. To this day, I look under stones when I’m out for a walk.',
  'study-plans':
    'I’d like to take a few months off first and help on my uncle’s fish farm, just to use my hands for a change. I’ve been in classrooms for sixteen years, so I think I’ve earned it. After that I’ll look for a job in marine biology, ideally somewhere warm, and perhaps do a master’s degree later on. My parents would prefer it the other way round, but I’m sure they’ll understand.',
  'home-favourite-room':
    'Definitely the kitchen. It’s the warmest place in the flat, and there’s a big wooden table where I do everything from chopping vegetables to filling in forms. My flatmates drift in and out while I’m there, so it’s also where most of our conversations happen. I hardly use my bedroom except for sleeping.',
  'home-describe-view':
    'We’re on the nineteenth floor, so there’s quite a lot. Straight ahead you can see a bend in the river with cargo boats going by, and on a clear day there’s a line of mountains behind it.\n\nMy bedroom’s on the other side, unfortunately, and all I get from there is a car park and somebody else’s washing.',
  'home-house-or-flat':
    'A flat would suit me better, because I live alone and I travel for work. I wouldn’t want to worry about a leaking roof or a garden full of weeds while I was away. If I had children and a dog, I might well see it differently.',
  'home-childhood':
    'They could hardly be more different. I grew up in a farmhouse with thick earth walls and a courtyard full of chickens, where you’d always hear somebody moving about.\n\nThese days I rent a modern studio in the city. It’s spotless and convenient, and I can’t deny that hot water’s a wonderful thing. What I miss is the courtyard, because there’s nowhere to sit outside in the evening and chat.',
  'home-change':
    'The lighting would have to go, because it’s awful. There’s one bright white tube in the middle of the living room ceiling, and it makes the place look like a dentist’s waiting room. A couple of soft lamps in the corners would make all the difference. It wouldn’t cost much, so I’ve really got no excuse for not having done it yet.',
  'home-future':
    'I’d love a small wooden house near a lake, with big windows and a stove for the winter. It wouldn’t need many rooms, just enough for my family and a friend or two. I’ve lived on busy roads all my life, so waking up to birds instead of lorries would be a real luxury.',
  'work-what-kind':
    'I’m a nurse on a children’s ward, and I’ve been there for two years now. The shifts are long and I’m on my feet most of the time. Still, no two days are the same, and kids are surprisingly good company even when they’re ill. What I find hardest is talking to worried parents. Eventually I’d like to train new nurses, once I’ve got a bit more experience behind me.',
  'work-why-job':
    'Mainly because of my father’s car. He was a taxi driver in Cairo, and whenever the engine failed he’d take me along to the garage, where I couldn’t stop asking the mechanics questions. One of them offered me a summer job when I was sixteen. I’ve been repairing cars ever since, and I still get a kick out of hearing an engine start.',
  'work-with-others':
    'I think by myself, but I check things with others. I write software, and I need a couple of silent hours to work anything out. If I never showed it to my team, though, I’d miss all sorts of obvious mistakes. So my ideal day has a quiet morning and a noisy afternoon.',
  'work-breaks':
    'I try to stop for five minutes every hour, because I draw maps on a screen all day and my eyes get tired if I carry on for too long. My manager used to raise an eyebrow when he saw me watering the plants or staring out of the window, but I get far more done that way than when I force myself to keep going.',
  'work-as-child':
    'I was going to be a train driver. We lived beside the line, and the drivers used to wave at me and my brother when they slowed down for the bend. I knew all the times by heart. As I got older, I found out that I was better with numbers than with engines, so I became an accountant. I still take the train whenever I can.',
  'work-future':
    'I hope so, in a way. I teach maths at a secondary school, and I can’t imagine getting bored of that moment when a pupil finally understands something. A bit more responsibility would be nice, perhaps running the department, but I’d want to keep at least a few lessons. An office job with no teenagers would be far too quiet for me.',
}
