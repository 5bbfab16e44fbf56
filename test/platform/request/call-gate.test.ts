import { createCallGate } from '../../../miniprogram/platform/request/call-gate'
import { settle } from '../../fakes/recorded-exchange'

test('calls wait for the end of the turn, and keep their order', async () => {
  const calls: string[] = []
  const gate = createCallGate()
  gate.pass(() => {
    calls.push('first')
    // while the waiting ones are being called
    gate.pass(() => calls.push('third'))
  })
  gate.pass(() => calls.push('second'))
  expect(calls).toEqual([])
  await settle()
  expect(calls).toEqual(['first', 'second', 'third'])
  gate.pass(() => calls.push('at once'))
  expect(calls[3]).toBe('at once')
})

test('one terminal call, and none after it', async () => {
  const calls: string[] = []
  const gate = createCallGate()
  await settle()
  gate.end(() => calls.push('end'))
  gate.end(() => calls.push('end again'))
  gate.pass(() => calls.push('late'))
  expect(gate.isOpen).toBe(false)
  expect(gate.close()).toBe(false)
  expect(calls).toEqual(['end'])
})

test('close drops what waits, in the middle of it too', async () => {
  const calls: string[] = []
  const gate = createCallGate()
  gate.pass(() => {
    calls.push('first')
    gate.close()
  })
  gate.end(() => calls.push('end'))
  await settle()
  expect(calls).toEqual(['first'])
})
