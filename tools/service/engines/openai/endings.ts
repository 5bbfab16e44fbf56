// A language model's finish_reason → whether its answer is whole.
import { UpstreamError } from './upstream-error'

/** Those known to mean that the model had nothing more to say: OpenAI's, vLLM's and TGI's, Anthropic's behind gateways. */
const good: ReadonlySet<string> = new Set(['stop', 'eos', 'eos_token', 'end_turn', 'stop_sequence'])

/** `content_filter` (OpenAI, Azure, DashScope), `sensitive` (Zhipu, Hunyuan), `safety` and others (Gemini), `refusal` (Anthropic). */
const filtered = /filter|sensitive|moderat|safety|prohibited|blocklist|recitation|refusal/i

/** `model_length` is Mistral's, `model_context_window_exceeded` Zhipu's. */
const tooLong = /^(length|max_tokens|max_output_tokens|model_length|model_context_window_exceeded)$/i

/** Undefined for a good end. Every other word is one, whatever it says: `abort`, `network_error`, `insufficient_system_resource` … */
export function faultOfEnding(finishReason: string): UpstreamError | undefined {
  if (good.has(finishReason.toLowerCase())) return undefined
  const verdict = filtered.test(finishReason) ? 'filtered' : tooLong.test(finishReason) ? 'too-long' : 'cut'
  return new UpstreamError({ verdict, codes: [finishReason] })
}
