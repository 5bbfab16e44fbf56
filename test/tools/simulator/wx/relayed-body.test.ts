// What the relay adds after a broken body, taken off again wherever the chunks are cut.
import { createRelayedBody } from '../../../../tools/simulator/wx/relayed-body'

const mark = Buffer.from('\0mark')

function read(text: string, cuts: readonly number[]): { text: string; isBroken: boolean } {
  const bytes = Buffer.from(text)
  const body = createRelayedBody(mark)
  const taken = [...cuts, bytes.length].map((end, index) =>
    body.take(bytes.subarray(cuts[index - 1] ?? 0, end)),
  )
  const rest = body.end()
  const own = Buffer.concat([...taken, rest ?? Buffer.alloc(0)])
  return { text: own.toString(), isBroken: rest === undefined }
}

test.each(['{"content":"a"}', '{"content":"a"}\0', '\0mar{"content":"a"}\0mar', ''])(
  '%j passes whole at every cut, whether it ends or breaks',
  (text) => {
    for (let first = 0; first <= text.length; first += 1) {
      for (let second = first; second <= text.length + mark.length; second += 1) {
        expect(read(`${text}\0mark`, [first, second])).toEqual({ text, isBroken: true })
        if (second <= text.length) expect(read(text, [first, second])).toEqual({ text, isBroken: false })
      }
    }
  },
)

test('holds nothing back that cannot be the mark', () => {
  const body = createRelayedBody(mark)
  expect(Buffer.from(body.take(Buffer.from('{"a":1}\0m'))).toString()).toBe('{"a":1}')
  expect(Buffer.from(body.take(Buffer.from('x'))).toString()).toBe('\0mx')
})

test('a body without a mark passes as it is', () => {
  const body = createRelayedBody(undefined)
  const chunk = Buffer.from('\0mark')
  expect(body.take(chunk)).toBe(chunk)
  expect(body.end()).toHaveLength(0)
})
