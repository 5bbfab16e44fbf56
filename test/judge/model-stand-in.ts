// A language model that keeps the rules, because it knows the cases; or breaks one, where a test wants that.
import { chatStream, type Respond } from '../fakes/openai-server'
import { transcriptOf } from '../../tools/service/engines/openai/transcript'
import type { JudgeCase } from './judge-case'

interface Prompted {
  readonly transcript: string
  readonly isChinese: boolean
}

/** @param spoil changes what the well-behaved model would write */
export function modelStandIn(
  cases: readonly JudgeCase[],
  spoil: (answer: string) => string = (answer) => answer,
): Respond {
  return (response, request, gone) => {
    const { transcript, isChinese } = promptedBy(request.body['messages'] as { content: string }[])
    const judged = cases.find(
      (one) => transcriptOf(one.transcript) === transcript && (one.notes === 'zh') === isChinese,
    )
    if (!judged) throw new Error('no case has this transcript')
    const texts = spoil(goodAnswer(judged)).match(/[^]{1,15}/g) ?? []
    return chatStream(texts)(response, request, gone)
  }
}

function promptedBy([system, user]: readonly { readonly content: string }[]): Prompted {
  const { transcript } = JSON.parse(user?.content ?? '') as { transcript: string }
  return { transcript, isChinese: system?.content.includes('Simplified Chinese') ?? false }
}

function goodAnswer(judged: JudgeCase): string {
  const texts = judged.notes === 'zh' ? chinese : english
  const { fixes = [], transcript } = judged
  const missing = judged.offQuestion === 'perhaps' ? undefined : judged.offQuestion
  const better =
    judged.better ??
    fixes.reduce((text, [wrong, right]) => text.replace(wrong, right), transcriptOf(transcript))
  const about = missing ? [texts.missing(named(missing))] : judged.foreign ? [texts.foreign] : []
  const changes = fixes.map(([wrong, right]) => texts.change(wrong, right))
  const notes = about.length + changes.length > 0 ? [...about, ...changes].slice(0, 2) : [texts.good(better)]
  return [`Better: ${better}`, ...notes.map((note) => `Note: ${note}`), `Next take: ${texts.next}`].join(
    '\n\n',
  )
}

/** The first alternative of a pattern. */
const named = (pattern: RegExp) => pattern.source.split('|')[0] ?? ''

const english = {
  missing: (what: string) => `You did not answer the question yet: say something about this: ${what}.`,
  foreign: 'You spoke Chinese or Spanish; I understood what the better version says.',
  change: (wrong: string, right: string) => `Say “${right}”, not “${wrong}”: that is the usual form.`,
  good: (better: string) => `“${better.split(/[.,]/)[0]}” is clear and natural.`,
  next: 'Say why, and add one example of your own.',
}

const chinese: typeof english = {
  missing: (what) => `你还没有回答这个问题，请说一说${what}，比如 “On my birthday”。`,
  foreign: '你说的是中文，我听懂的意思就是上面这句英文，比如 “At weekends”。',
  change: (wrong, right) => `“${wrong}” 应该说成 “${right}”，这才是常用的说法。`,
  good: (better) => `“${better.split(/[.,]/)[0]}” 说得清楚又自然。`,
  next: '说一说为什么，再加上一个你自己的例子。',
}
