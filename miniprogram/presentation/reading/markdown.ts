// A paragraph of Markdown from the service → HTML with a few harmless tags, or plain text without marks.
import snarkdown from 'snarkdown'

/** Longer paragraphs are not formatted: no Part 1 answer has one, and every mark costs time. */
const longestParagraph = 5_000

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '*': '&#42;',
  _: '&#95;',
  '#': '&#35;',
  '[': '&#91;',
  ']': '&#93;',
  '\\': '&#92;',
  '`': '&#96;',
}

const characters: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
)

/**
 * Only Markdown's marks become markup: bold, italics, code, headings and lists; all other text is escaped. Links become
 * plain text. An ampersand that cannot start an entity stays: mp-html leaves `&amp;` to `<text decode>`, which not every
 * host of mini programs has.
 */
export function paragraphHtml(text: string): string {
  const escaped = text.replace(/&(?=#|\w+;)|[<>"']/g, entityOf)
  const html = text.length > longestParagraph || !/[*_`#~\-+\d\\[]/.test(text) ? escaped : marked(escaped)
  return html.replace(/\n/g, '<br>')
}

/** The paragraph as it is copied and saved: no marks, one line per list item. */
export function plainText(text: string): string {
  let number = 0
  return paragraphHtml(text)
    .replace(/<ol(?: start="(\d+)")?>|<ul>/g, (tag, start: string | undefined) => {
      number = tag.startsWith('<ol') ? Number(start ?? 1) : 0
      return ''
    })
    .replace(/<li>/g, () => (number > 0 ? `\n${number++}. ` : '\n• '))
    .replace(/<br>|<\/[uo]l>|<\/?(?:h|pre|div)[^>]*>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:\w+|#\d+);/g, (entity) => characters[entity] ?? entity)
    .replace(/\n{2,}/g, '\n')
    .trim()
}

function marked(escaped: string): string {
  const [, firstNumber = '1'] = /^(\d+)\.\s/.exec(escaped) ?? []
  return (
    snarkdown(readable(escaped))
      // unpaired marks
      .replace(/\*|`/g, '')
      // headings become bold lines; code needs no language
      .replace(/<(\/?)h[1-6]>/g, (_tag, slash: string) => (slash ? '</strong></div>' : '<div><strong>'))
      .replace(/<(pre|code) class="[^"]*">/g, '<$1>')
      .replace(/<(\/?)s>/g, '<$1del>')
      .replace(/<br \/>|<hr \/>/g, '\n')
      .replace(/<ol>/, firstNumber === '1' ? '<ol>' : `<ol start="${firstNumber}">`)
      .replace(/\n*(<\/?(?:ul|ol|li|pre|div)[^>]*>)\n*/g, '$1')
  )
}

/** Makes snarkdown 2.0 follow CommonMark: by itself it pairs any marks, even inside words or between spaces. */
function readable(escaped: string): string {
  return (
    escaped
      .replace(/\\([\\`*_#[\]])/g, (_all, character: string) => entityOf(character))
      .replace(/\\/g, entityOf)
      // links and images become their text; other brackets are escaped
      .replace(/!?\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
      .replace(/[[\]]/g, entityOf)
      // no indented code, no nested lists
      .replace(/^[ \t]+/gm, '')
      .replace(/ +(?=\n)/g, '')
      .replace(/^#+(?![# ])/gm, (marks) => marks.replace(/#/g, entityOf))
      // a star between spaces and an underscore inside a word are literal
      .replace(/(\S )\*(?= )/g, (_all, before: string) => before + entityOf('*'))
      .replace(
        /(^|[^\w*])(__?)(?=\S)([^_\n]+)\2(?!\w)/gm,
        (all, before: string, mark: string, words: string) =>
          /\s$/.test(words)
            ? all
            : `${before}${mark === '__' ? '**' : '*'}${words}${mark === '__' ? '**' : '*'}`,
      )
      .replace(/_/g, entityOf)
  )
}

function entityOf(character: string): string {
  return entities[character] ?? character
}
