import { Writable } from 'node:stream'
import { createLogOutput } from '../../../tools/service/log-output'

/** Takes one line at a time, each when asked. */
function createReader() {
  const lines: string[] = []
  let taken = () => {}
  const stream = new Writable({
    decodeStrings: false,
    write(line: string, _, done) {
      if (line !== '') lines.push(line)
      taken = done
    },
  })
  return { stream, lines, take: () => taken() }
}

test('drops lines that nobody reads, and says how many as soon as somebody does', async () => {
  const { stream, lines, take } = createReader()
  const output = createLogOutput(stream, 10)
  for (const line of ['one\n', 'two\n', 'three\n', 'four\n']) output.write(line)
  expect(stream.writableLength).toBe(8)
  for (let line = 0; line < 2; line++) {
    take()
    await new Promise(setImmediate)
  }
  output.write('five\n')
  for (let line = 0; line < 2; line++) {
    take()
    await new Promise(setImmediate)
  }
  expect(lines.join('')).toBe(
    'one\ntwo\n{"level":40,"msg":"2 lines of the log are lost: nobody read them"}\nfive\n',
  )
})

test('waits for its reader only so long, and survives its end', async () => {
  const { stream } = createReader()
  const output = createLogOutput(stream)
  output.write('one\n')
  await output.flush(1)
  stream.destroy(new Error('EPIPE'))
  output.write('two\n')
  await output.flush(1)
})
