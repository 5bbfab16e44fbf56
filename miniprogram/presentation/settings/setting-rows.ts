// Rows of settings, as rows.wxml shows them, and lists of values to choose from.

export interface Row<Act extends string = string> {
  /** What a tap on the row does. */
  readonly id: Act
  readonly label: string
  readonly value: string
  /** `open`: a tap opens something; `switch`: a tap turns it on or off; `text`: only to read. */
  readonly kind: 'open' | 'switch' | 'text'
  readonly isOn: boolean
  /** A bar below the text, `from` and `to` as fractions of its length; null for none. */
  readonly bar: { readonly from: number; readonly to: number; readonly kind: 'zone' | 'used' } | null
}

export interface RowGroup<Act extends string = string> {
  readonly id: string
  readonly rows: readonly Row<Act>[]
}

/** An entry of a list to choose from. */
export interface Choice<Value> {
  readonly value: Value
  readonly label: string
}

export function openRow<Act extends string>(id: Act, label: string, value = ''): Row<Act> {
  return { id, label, value, kind: 'open', isOn: false, bar: null }
}

export function switchRow<Act extends string>(id: Act, label: string, isOn: boolean): Row<Act> {
  return { ...openRow(id, label), kind: 'switch', isOn }
}

export function textRow<Act extends string>(id: Act, label: string, value: string): Row<Act> {
  return { ...openRow(id, label, value), kind: 'text' }
}

/** The choice that stands for `value`: the first, if it is no longer among them. */
export function chosenOf<Value>(choices: readonly Choice<Value>[], value: Value): Choice<Value> | undefined {
  const wanted = JSON.stringify(value)
  return choices.find((choice) => JSON.stringify(choice.value) === wanted) ?? choices[0]
}

/** WeChat's action sheet cannot mark an item, so its text does. */
export function markedLabels<Value>(choices: readonly Choice<Value>[], value: Value): string[] {
  const chosen = chosenOf(choices, value)
  return choices.map((choice) => (choice === chosen ? `✓ ${choice.label}` : choice.label))
}
