// What every transport promises (core/ports.ts), as one suite.
import type { Exchange, Recording, Transport } from '../../../miniprogram/core/ports'
import type { FakeRequest } from '../../fakes/fake-request'
import { recordExchange, settle } from '../../fakes/recorded-exchange'
import type { RecordedExchange } from '../../fakes/recorded-exchange'

export interface TransportHarness {
  readonly transport: Transport
  readonly request: FakeRequest
  /** The steps before the POST, in order; after the last one it has been sent. */
  readonly stages: readonly { readonly name: string; play(): void }[]
  /** Throws if an ended exchange has left anything behind. */
  expectNothingLeft(): void
  /** Plays every late event of the steps before the POST. */
  playLate(): void
}

export const recording: Recording = {
  id: '1700000000000',
  filePath: 'wxfile://tmp_1.mp3',
  durationMs: 19_600,
  sizeBytes: 117_600,
  levels: [],
}

export const frame = '{"result":{"logid":"1","uid":"7","content":"Hi"}}\n'

export interface Sent {
  readonly harness: TransportHarness
  readonly recorded: RecordedExchange
  readonly exchange: Exchange
}

export function sendNow(harness: TransportHarness, sent: Recording = recording): Sent {
  const recorded = recordExchange()
  const exchange = harness.transport.send({ logid: '1700000000000', recording: sent }, recorded.handlers)
  return { harness, recorded, exchange }
}

/** Plays the first `count` stages; by default all, so that the POST has been sent. */
export async function sendThrough(harness: TransportHarness, count = harness.stages.length): Promise<Sent> {
  const sent = sendNow(harness)
  await settle()
  for (const stage of harness.stages.slice(0, count)) {
    stage.play()
    await settle()
  }
  return sent
}

const withoutProgress = (calls: readonly string[]) => calls.filter((call) => !call.startsWith('progress'))

export function describeTransport(name: string, createHarness: () => TransportHarness): void {
  describe(`${name}: the transport contract`, () => {
    test('calls nothing before send has returned', async () => {
      const harness = createHarness()
      harness.request.onRequest = (request) => request.fail({ errMsg: 'request:fail' })
      const { recorded } = sendNow(harness)
      expect(recorded.calls).toEqual([])
      await settle()
    })

    test('one POST; onRequest, the chunks, the end, in this order', async () => {
      const { harness, recorded } = await sendThrough(createHarness())
      const { last, sent } = harness.request
      expect(withoutProgress(recorded.calls)).toEqual(['request'])
      expect(last.body).toMatchObject({ logid: '1700000000000', uid: '18446744073709551615' })
      last.headers(200)
      last.chunk(frame)
      last.chunk(frame)
      last.success(200)
      await settle()
      expect(withoutProgress(recorded.calls)).toEqual(['request', `chunk ${frame}`, `chunk ${frame}`, 'end'])
      expect(sent).toHaveLength(1)
      harness.expectNothingLeft()
    })

    test.each([400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504])(
      'HTTP %i is one error',
      async (status) => {
        const { harness, recorded } = await sendThrough(createHarness())
        harness.request.last.headers(status)
        harness.request.last.chunk('{"error":"no","message":"no","code":9,"details":[]}')
        harness.request.last.success(status)
        await settle()
        expect(withoutProgress(recorded.calls)).toEqual(['request', 'error http'])
        expect(recorded.errors[0]?.detail).toEqual({
          httpStatus: status,
          grpcCode: 9,
          message: 'no',
          isUnread: true,
        })
        expect(harness.request.sent).toHaveLength(1)
        harness.expectNothingLeft()
      },
    )

    test.each([
      [{ errMsg: 'request:fail errcode:-106 net::ERR_INTERNET_DISCONNECTED' }, 'network'],
      [{ errMsg: 'request:fail timeout', errno: 5 }, 'timeout'],
      [{ errMsg: 'request:fail interrupted' }, 'interrupted'],
      [{ errMsg: 'request:fail url not in domain list', errno: 600002 }, 'domain-not-allowed'],
    ])(
      '%j during the answer: its chunks stay, then one error, and nothing is sent again',
      async (failure, code) => {
        const { harness, recorded } = await sendThrough(createHarness())
        harness.request.last.headers(200)
        harness.request.last.chunk(frame)
        harness.request.last.fail(failure)
        await settle()
        expect(withoutProgress(recorded.calls)).toEqual(['request', `chunk ${frame}`, `error ${code}`])
        expect(harness.request.sent).toHaveLength(1)
        harness.expectNothingLeft()
      },
    )

    test('reports a WeChat without chunks as too old', async () => {
      const harness = createHarness()
      harness.request.hasChunks = false
      const { recorded } = await sendThrough(harness)
      expect(withoutProgress(recorded.calls)).toEqual(['request', 'error unsupported'])
      harness.expectNothingLeft()
    })

    test('late events after the end change nothing', async () => {
      const { harness, recorded } = await sendThrough(createHarness())
      harness.request.last.success(200, frame)
      await settle()
      const before = [...recorded.calls]
      harness.playLate()
      harness.request.last.chunk(frame)
      harness.request.last.fail({ errMsg: 'request:fail' })
      await settle()
      harness.request.last.success(500)
      await settle()
      expect(recorded.calls).toEqual(before)
      expect(harness.request.sent).toHaveLength(1)
    })

    const { stages } = createHarness()
    const abortStages = [['at once', 0], ...stages.map((stage, index) => [`after ${stage.name}`, index + 1])]
    test.each(abortStages as [string, number][])(
      'abort %s: everything is closed, and nothing more is called or sent',
      async (_, count) => {
        const { harness, recorded, exchange } = await sendThrough(createHarness(), count)
        const sentBefore = harness.request.sent.length
        const before = [...recorded.calls]
        exchange.abort()
        exchange.abort()
        harness.playLate()
        await settle()
        for (const request of harness.request.sent) {
          expect(request.isAborted).toBe(true)
          request.chunk(frame)
          request.fail({ errMsg: 'request:fail abort' })
          request.success(200, frame)
        }
        await settle()
        expect(recorded.calls).toEqual(before)
        expect(harness.request.sent).toHaveLength(sentBefore)
        harness.expectNothingLeft()
      },
    )

    test('abort in the same turn as send opens nothing', async () => {
      const { harness, recorded, exchange } = sendNow(createHarness())
      exchange.abort()
      await settle()
      harness.playLate()
      await settle()
      expect(recorded.calls).toEqual([])
      expect(harness.request.sent).toHaveLength(0)
      harness.expectNothingLeft()
    })

    test('abort during the answer closes the request', async () => {
      const { harness, recorded, exchange } = await sendThrough(createHarness())
      harness.request.last.headers(200)
      harness.request.last.chunk(frame)
      exchange.abort()
      expect(harness.request.last.isAborted).toBe(true)
      harness.request.last.chunk(frame)
      harness.request.last.success(200)
      await settle()
      expect(withoutProgress(recorded.calls)).toEqual(['request', `chunk ${frame}`])
      harness.expectNothingLeft()
    })

    test('abort after the end does nothing', async () => {
      const { harness, recorded, exchange } = await sendThrough(createHarness())
      harness.request.last.success(200, frame)
      await settle()
      const before = [...recorded.calls]
      exchange.abort()
      await settle()
      expect(harness.request.last.isAborted).toBe(false)
      expect(recorded.calls).toEqual(before)
      harness.expectNothingLeft()
    })
  })
}
