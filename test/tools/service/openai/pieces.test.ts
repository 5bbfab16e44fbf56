// Many small pieces of a model's text → few contents, none of them lost.
import { chunk, doneMark, writeStream } from '../../../fakes/openai-server'
import { contentsOf, createManualClock, startOpenAi } from './start-openai'

test('what the model writes within 80 ms becomes one content', async () => {
  const clock = createManualClock()
  const service = await startOpenAi({}, { clock })
  const words = Array.from({ length: 100 }, (_, index) => ` word${index}`)
  service.upstream.chat = async (response) => {
    for (const word of ['Better: One', ...words]) await writeStream(response, chunk({ content: word }))
    response.end(chunk({}, 'stop') + doneMark)
  }
  const asking = service.post()
  while (service.entries.length === 0) await clock.advance(10)
  const contents = contentsOf((await asking).text)
  expect(contents.join('')).toMatch(new RegExp(`Better: One${words.join('')}$`))
  expect(contents.length).toBeLessThan(words.length / 2)
  await service.close()
})
