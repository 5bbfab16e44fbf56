// One journey in one place, under its conditions, which end with it.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Journey, Place } from './journey'
import { createPhone } from './phone'

const pictures = join(__dirname, '../../build/screenshots/devices')

/** The simulator's own, before and after a journey. */
const usual: Readonly<Record<string, string>> = {
  ...{ sound: 'ahead', recorder: 'mp3', microphone: 'granted', network: 'wifi' },
}

/** Rejects with what went wrong; a picture shows where. */
export async function make(journey: Journey, place: Place): Promise<void> {
  const { name, conditions = {} } = journey
  const phone = createPhone(place)
  const thrown: string[] = []
  const note = ({ message }: { message: string }) => thrown.push(message)
  const { mini } = place
  mini.on('exception', note)
  try {
    await apply(place, conditions)
    await journey.go(phone)
    if (thrown.length > 0) throw new Error(`exceptions: ${thrown.join('\n')}`)
  } catch (error) {
    mkdirSync(pictures, { recursive: true })
    await place
      .screenshot(join(pictures, `${name.replace(/[^\w]+/g, '-').slice(0, 60)}.png`))
      .catch(() => undefined)
    throw error
  } finally {
    mini.off('exception', note)
    await apply(place, usual)
    await phone.restoreDialogs()
  }
}

async function apply(place: Place, conditions: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(conditions)) await place.condition?.(name, value)
}
