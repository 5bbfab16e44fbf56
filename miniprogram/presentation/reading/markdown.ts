// A paragraph as the model wrote it, with Markdown's marks → HTML of a few harmless tags, or the same without marks.
import snarkdown from 'snarkdown'

/** Longer ones are shown as they are: no answer of Part 1 has such a paragraph, and every mark costs time. */
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
 * Nothing that the service writes becomes markup but through marks: bold, italics, code, headings, lists. Links are their
 * words. An ampersand stays as it is where nothing can take it for an entity: mp-html leaves `&amp;` to `<text decode>`,
 * which not every host of a mini program has.
 */
export function paragraphHtml(text: string): string {
  const escaped = text.replace(/&(?=#|\w+;)|[<>"']/g, entityOf)
  const html = text.length > longestParagraph || !/[*_`#~\-+\d\\[]/.test(text) ? escaped : marked(escaped)
  return html.replace(/\n/g, '<br>')
}

/** The paragraph as it is copied, counted and kept: no marks; a list's items are lines. */
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
      // what has no partner marks nothing
      .replace(/\*|`/g, '')
      // an answer has no headings of its own to compete with, and no languages of code
      .replace(/<(\/?)h[1-6]>/g, (_tag, slash: string) => (slash ? '</strong></div>' : '<div><strong>'))
      .replace(/<(pre|code) class="[^"]*">/g, '<$1>')
      .replace(/<(\/?)s>/g, '<$1del>')
      .replace(/<br \/>|<hr \/>/g, '\n')
      .replace(/<ol>/, firstNumber === '1' ? '<ol>' : `<ol start="${firstNumber}">`)
      .replace(/\n*(<\/?(?:ul|ol|li|pre|div)[^>]*>)\n*/g, '$1')
  )
}

/** Into what snarkdown 2.0 reads as CommonMark means it: it pairs whatever it finds, in words and with spaces around. */
function readable(escaped: string): string {
  return (
    escaped
      .replace(/\\([\\`*_#[\]])/g, (_all, character: string) => entityOf(character))
      .replace(/\\/g, entityOf)
      // links and pictures are their words; a bracket that is left opens nothing
      .replace(/!?\[([^[\]\n]*)\]\([^()\n]*\)/g, '$1')
      .replace(/[[\]]/g, entityOf)
      // no code by indentation, and every list is one list
      .replace(/^[ \t]+/gm, '')
      .replace(/ +(?=\n)/g, '')
      .replace(/^#+(?![# ])/gm, (marks) => marks.replace(/#/g, entityOf))
      // between words a star is a star, an underscore is one inside a word
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
