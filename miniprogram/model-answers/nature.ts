// Model answers about nature and the weather, by the question's id.

export const natureAnswers: Readonly<Record<string, string>> = {
  'weather-favourite':
    'I’m always tempted outside when it’s cool and windy with a bit of sun, like the days just after a storm. The sky’s been washed clean, and I can see all the way to the hills from my balcony. I’ll invent an errand just to be out in it. Strong heat has the opposite effect on me, and I barely move until it’s dark.',
  'weather-mood':
    'Light has a lot to do with it, I’d imagine. When it’s grey for two weeks, people stay in, move less and see fewer friends, so naturally they feel a bit low.\n\nI notice it very clearly, because I live in Finland. In June everyone’s practically a different person, and strangers start chatting at bus stops. In November that’s unthinkable, and we all go home and light candles.',
  'weather-forecast':
    'Several times a day, because my work depends on it. I run a small strawberry farm, and one unexpected frost in spring can wipe out half the crop, so I check when I wake up, at lunch and last thing at night. If it’s going to be cold, we all go out and cover the plants before dark.',
  'weather-rainy-days':
    'My brother and I built boats. There was an open drain along our street that turned into a river whenever it poured, so we’d fold whatever paper we could find and race them down to the corner. We always came home soaked. My mother pretended to be cross, but she’d have hot ginger tea ready for us. I still feel cheerful when I hear heavy rain.',
  'weather-hot-or-cold':
    'Cold weather’s easier to live with. You can always put on another jumper and make some tea, but there’s a limit to what you can take off when it’s hot. I come from Harbin, where it’s minus twenty in winter and the houses are beautifully warm. We even eat ice cream indoors, which visitors find hard to believe.',
  'seasons-favourite':
    'Late autumn is hard to beat, because that’s when the persimmons are ripe. The leaves have dropped by then, and the trees are covered in these bright orange fruits against a blue sky. It’s dry enough to hike, cold enough for a scarf, and all the summer visitors have gone home. For a few weeks we’ve got the valley to ourselves.',
  'seasons-do-differently':
    'In summer I sleep on the balcony. Our flat’s an oven in July, so I drag a bamboo mat outside, hang up a net against the mosquitoes and listen to the neighbours’ radios until I nod off. You couldn’t pay me to open that door in January. We use the balcony as an extra fridge instead.',
  'seasons-as-child':
    'Yes, I did, even more than I looked forward to my birthday. It rarely snows where I’m from, so each December I’d check the window first thing in the morning, just in case. It only happened twice. The second time, school was closed for the day, and the whole neighbourhood came out to play. I’ve never seen so many adults behave like children.',
  'seasons-changed':
    'They’ve definitely shifted. My grandparents planted rice by a calendar that had worked for generations, and now the rains come three weeks late, or all at once. Winters are milder as well. I remember breaking the ice on a bucket in the yard when I was a kid, and my little cousins have never seen that.',
  'seasons-spring-or-autumn':
    'Spring’s pretty, but it makes me sneeze from March to May, so autumn gets my vote. I can breathe again, the evenings are golden and the markets are full of chestnuts. It also feels like a fresh start to me, because that’s when the school year begins.',
  'animals-like':
    'Octopuses fascinate me. I watched a programme about one that learned to open a jar from the inside, and since then I’ve read everything I can find. They’ve got three hearts, they change colour in a second, and they taste with their arms. It must be like meeting someone from another planet.',
  'animals-as-child':
    'Yes, we kept a goose for a while. She’d been meant for dinner, but I made such a fuss that my parents gave in. She followed me to school, waited by the gate and hissed at anybody who came too close to me. People laugh when I tell them. As a pet, though, she was every bit as loyal as a dog.',
  'animals-cats-or-dogs':
    'Dogs used to scare me, so for years I’d have said cats. Then I looked after a colleague’s spaniel for a week, and nobody had ever been so glad to see me come home. I was won over by the third evening. Cats are charming too, but I’m never quite sure that they’ve noticed I exist.',
  'animals-how-often':
    'Nearly every day, if you count small ones. There are squirrels in the car park, and I hear owls most nights, because we’re close to a big wood. Larger animals are much rarer. Once or twice a year a wild boar wanders down and turns over all the bins. The children think it’s exciting, but I’d rather not meet it on my way home.',
  'animals-future':
    'I’d love to keep a couple of hens one day, because you’d get fresh eggs, they’d eat the kitchen scraps, and they seem to have far more personality than people think. It isn’t possible on the twelfth floor, of course, so it’ll have to wait until I’ve got a bit of ground and some patient neighbours.',
  'plants-at-home':
    'I’ve got too many, according to my flatmate. There are about thirty, mainly ferns and things that like shade, as our windows face north. I began with one that a friend left behind when she moved abroad, and I felt responsible for it. It’s so satisfying to see a new leaf open, especially in the middle of winter.',
  'plants-how-often':
    'Once a week, on a Friday, I treat myself to some flowers. There’s a woman who sells them outside the station from the back of her bicycle, and I get whatever she’s got left for a few coins. For me, they mark the end of the working week. I’ve stopped buying plants altogether, because I travel too much and they always die of thirst.',
  'plants-as-child':
    'We grew sunflowers along the wall of our school. Each pupil was given three seeds and a stick with their name on it, and there was fierce competition over whose would be tallest. Mine came up last, but it went on growing after the others had stopped. By the summer break I couldn’t reach the top of it.',
  'plants-flowers-or-trees':
    'Trees mean more to me, because they stay put. You can come back after ten years and the same one’s standing there, only slightly fatter. There’s a huge banyan in front of my old school in Guangzhou where everyone used to wait for the rain to stop. I couldn’t feel that attached to a rose, however nice it smells.',
  'plants-garden':
    'I’d fill it with vegetables, from one end to the other. There’d be beans climbing up poles, rows of aubergines, and a corner for the chillies my family can’t live without. Flowers are lovely, but I was raised in a home where anything you watered had to end up in a pan. What we couldn’t eat, I’d give to the people next door.',
  'water-like':
    'I do, especially if it’s moving. I studied in a town with a river through the middle, and whenever I got stuck on something, I’d go and stand on the bridge for a while. The sound clears my head. I couldn’t tell you why it works, but I’ve never come back from there in a worse mood.',
  'water-swim':
    'Every other day in the warmer months. There’s an outdoor pool ten minutes from my house, and I’m there before work, when it’s only me and a few pensioners who’ve been doing it for decades. They’re much faster than I am. From October on I’m not that brave, so I only go once a week, to the indoor pool.',
  'water-first-time':
    'I must have been nineteen, which is late, I know. I’m from Gansu, about as far from the coast as you can get, and I went to university in Qingdao partly for that reason. I took a bus straight from the station with my suitcase. What struck me first was the smell, because no one had ever mentioned that.',
  'water-beach-or-lake':
    'I’d go to a lake, for a change. I’ve lived on an island all my life, so beaches don’t feel like a day out to me. Fresh water’s calmer, there’s shade under the trees, and you don’t spend the evening shaking sand out of your shoes. I’d pack a flask of coffee and a fishing rod and stay until it got dark.',
  'water-future':
    'Only if the house were well above the waves. My uncle lives right on the shore, and every autumn he has to nail boards over the windows because of the storms.\n\nI can see the attraction, of course, particularly early in the morning. You’ve got fresh air and fresh fish, and you can hear the sea from your bed. On balance, though, I’d sooner live inland and visit him in good weather.',
}
