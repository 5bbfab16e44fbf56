// What the page shows and what it should show → what setData has to carry: a star or a dot alone, not the list.
import type { Section, TopicsView } from './topics-view'

export type Patch = Record<string, unknown>

export function topicsPatch(before: TopicsView | null, after: TopicsView): Patch {
  const patch: Patch = {}
  const { sections, ...others } = after
  for (const [key, value] of Object.entries(others)) {
    if (!isSame(before?.[key as keyof TopicsView], value)) patch[key] = value
  }
  if (!before || !isSame(before.sections.map(idsOf), sections.map(idsOf))) return { ...patch, sections }
  sections.forEach(({ title, count, rows }, place) => {
    const section = before.sections[place]
    if (section?.title !== title) patch[`sections[${place}].title`] = title
    if (section?.count !== count) patch[`sections[${place}].count`] = count
    rows.forEach((row, at) => {
      if (!isSame(section?.rows[at], row)) patch[`sections[${place}].rows[${at}]`] = row
    })
  })
  return patch
}

function idsOf({ id, rows }: Section): string[] {
  return [id, ...rows.map((row) => row.id)]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
