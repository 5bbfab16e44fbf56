import { createFollower } from '../../../miniprogram/presentation/reading/follow'

const line = 'x'.repeat(40)

function following() {
  const follower = createFollower()
  follower.measured(400)
  return follower
}

test('follows from the beginning, line by line', () => {
  const follower = following()
  expect(follower.grew('x'.repeat(39), false)).toBe(false)
  expect(follower.grew('x', false)).toBe(true)
  expect(follower.grew('x', false)).toBe(false)
})

test('counts a Chinese character as twice as wide', () => {
  expect(following().grew('慢'.repeat(19), false)).toBe(false)
  expect(following().grew('慢'.repeat(20), false)).toBe(true)
})

test('always follows a new paragraph', () => {
  expect(following().grew('', true)).toBe(true)
})

test('stops when the student scrolls up, and resumes within 40 px of the end', () => {
  const follower = following()
  follower.scrolled(600, 1000)
  follower.scrolled(500, 1000)
  expect(follower.grew(line, false)).toBe(false)
  follower.scrolled(559, 1000)
  expect(follower.grew(line, false)).toBe(false)
  follower.scrolled(560, 1000)
  expect(follower.grew(line, false)).toBe(true)
})

test('resumes when the student asks for the end', () => {
  const follower = following()
  follower.scrolled(600, 1000)
  follower.scrolled(500, 1000)
  expect(follower.isFollowing).toBe(false)
  follower.resume()
  expect(follower.isFollowing).toBe(true)
  expect(follower.grew(line, false)).toBe(true)
})

test('keeps following after a small scroll near the end', () => {
  const follower = following()
  follower.scrolled(600, 1000)
  follower.scrolled(565, 1000)
  expect(follower.grew(line, false)).toBe(true)
})

test('keeps following when text has arrived since the last scroll', () => {
  const follower = following()
  follower.scrolled(600, 1000)
  follower.scrolled(650, 1300)
  expect(follower.grew(line, false)).toBe(true)
})

test('never scrolls while the finger is down', () => {
  const follower = following()
  follower.touched(true)
  expect(follower.grew(line, true)).toBe(false)
  follower.touched(false)
  expect(follower.grew('x', true)).toBe(true)
})

test('follows a new answer again', () => {
  const follower = following()
  follower.scrolled(600, 1000)
  follower.scrolled(100, 1000)
  expect(follower.grew(line, true)).toBe(false)
  follower.restart()
  expect(follower.grew('', true)).toBe(true)
})
