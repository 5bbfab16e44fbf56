// Chinese notes on model answers, for scenarios that need Chinese text.

export const chineseNotes: readonly string[] = [
  '这个回答先直接回应了问题，再用一个具体的场景展开，考官很容易听懂你的意思。注意“half the neighbourhood drifts down to the seafront”这样的说法，它比“many people go there”更生动，也更自然。',
  '时态用得很准：习惯用一般现在时，过去的经历用一般过去时，到现在还有影响的事用现在完成时。Part 1 的回答不必太长，三四句话就够了，重点是流利、具体、不背稿。',
  '连接词不一定要用 firstly、secondly。口语里更常见的是 “to be honest”“the other thing is”“looking back”，它们能给你一点思考的时间，听起来也不生硬。',
  '如果一时想不起某个词，可以换一种说法绕过去，例如把 “cramped” 说成 “there isn’t much room”。考官看重的是你能不能把意思讲清楚，而不是用了多少难词。',
]
