import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAnswerFrame } from '../../../miniprogram/core/answer/answer-frame'

const content = (text: string) => ({ kind: 'content', content: text })
const error = (detail: object) => ({ kind: 'error', error: detail })

test.each([
  ['content', '{"result":{"logid":"0","uid":"0","content":" Expl"}}', content(' Expl')],
  ['empty content', '{"result":{"content":""}}', content('')],
  ['no content field', '{"result":{"logid":"0"}}', content('')],
  ['an empty result', '{"result":{}}', content('')],
  ['null content', '{"result":{"content":null}}', content('')],
  ['a null result', '{"result":null}', content('')],
  ['a null error beside a result', '{"result":{"content":"a"},"error":null}', content('a')],
  [
    'an error, v1 in the stream',
    '{"error":{"grpc_code":8,"http_code":429,"message":"quota","http_status":"Too Many Requests","details":[]}}',
    error({ grpcCode: 8, httpStatus: 429, message: 'quota' }),
  ],
  [
    'an error, v2 in the stream',
    '{"error":{"code":14,"message":"gone","details":[]}}',
    error({ grpcCode: 14, message: 'gone' }),
  ],
  [
    'an error, v1 before the stream',
    '{"error":"no","message":"no","code":3,"details":[]}',
    error({ grpcCode: 3, message: 'no' }),
  ],
  [
    'an error, v2 before the stream',
    '{"code":3,"message":"no","details":[]}',
    error({ grpcCode: 3, message: 'no' }),
  ],
  ['an error without a message', '{"code":3,"details":[]}', error({ grpcCode: 3 })],
  ['an error that is plain text', '{"error":"no"}', error({ message: 'no' })],
  ['an empty error', '{"error":{}}', error({})],
  ['an error with fields of other types', '{"error":{"code":"3","message":7,"http_code":"x"}}', error({})],
  ['an error beside a result', '{"result":{"content":"a"},"error":{"code":2}}', error({ grpcCode: 2 })],
])('%s', (_, json, expected) => {
  expect(parseAnswerFrame(JSON.parse(json))).toEqual(expected)
})

test.each([
  '{}',
  '[]',
  'null',
  '"result"',
  '7',
  '{"result":"text"}',
  '{"result":[]}',
  '{"result":{"content":7}}',
  '{"result":{"content":{}}}',
  '{"error":null}',
  '{"error":false}',
  '{"code":3}',
  '{"message":"no"}',
  '{"code":"3","message":"no"}',
  '{"content":"bare"}',
])('%s is neither content nor an error', (json) => {
  expect(parseAnswerFrame(JSON.parse(json))).toBeNull()
})

test.each([
  ['refused-no-audio.400.json', { grpcCode: 3, httpStatus: 400, message: 'no audio' }],
  [
    'refused-openid-uid.400.json',
    { grpcCode: 3, message: "invalid character 'o' looking for beginning of value" },
  ],
  ['refused-plain-url.400.json', { grpcCode: 3, message: 'illegal base64 data at input byte 5' }],
])('the real gateway’s %s', (name, detail) => {
  const json = readFileSync(join(__dirname, '../../fixtures/traces', name), 'utf8')
  expect(parseAnswerFrame(JSON.parse(json))).toEqual(error(detail))
})
