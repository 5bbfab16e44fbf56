import { callAsync, callSync, failure } from '../../../../tools/simulator/wx/callbacks'

/** Calls an API with callbacks; returns the calls in order, after `complete`. */
function record(
  run: () => object,
): Promise<{ returned: unknown; early: number; calls: [string, unknown][] }> {
  return new Promise((resolve) => {
    const calls: [string, unknown][] = []
    const outcome = { returned: undefined as unknown, early: 0, calls }
    outcome.returned = callAsync(
      'thing',
      {
        success: (result: unknown) => void calls.push(['success', result]),
        fail: (error: unknown) => void calls.push(['fail', error]),
        complete: (last: unknown) => {
          calls.push(['complete', last])
          resolve(outcome)
        },
      },
      run,
    )
    outcome.early = calls.length
  })
}

describe('the calling convention', () => {
  test('calls success, then complete, with errMsg; returns nothing and never calls back synchronously', async () => {
    const result = { value: 1, errMsg: 'thing:ok' }
    expect(await record(() => ({ value: 1 }))).toEqual({
      returned: undefined,
      early: 0,
      calls: [
        ['success', result],
        ['complete', result],
      ],
    })
  })

  test('calls fail, then complete, with the message and codes', async () => {
    const error = { errMsg: 'thing:fail no such file', errno: 1300002 }
    const { calls } = await record(() => {
      throw failure('no such file', { errno: 1300002 })
    })
    expect(calls).toEqual([
      ['fail', error],
      ['complete', error],
    ])
  })

  test('returns a promise without callbacks, which rejects with the plain object', async () => {
    await expect(callAsync('thing', {}, () => ({ value: 1 }))).resolves.toEqual({
      value: 1,
      errMsg: 'thing:ok',
    })
    await expect(callAsync('thing', undefined, () => Promise.reject(failure('auth deny')))).rejects.toEqual({
      errMsg: 'thing:fail auth deny',
    })
  })

  test('messages that WeChat writes after a colon', () => {
    const run = (): never => {
      throw failure(':system permission denied')
    }
    expect(() => callSync('operateRecorder', run)).toThrow('operateRecorder:fail:system permission denied')
  })

  test('the synchronous form throws an Error that carries the codes', () => {
    const run = (): never => {
      throw failure('x', { errno: 5 })
    }
    expect(() => callSync('thing', run)).toThrow(
      expect.objectContaining({ errMsg: 'thing:fail x', errno: 5 }) as Error,
    )
  })
})
