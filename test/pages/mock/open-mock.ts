// The mock page's presenter over a real runner on a phone in memory.
import type { Language } from '../../../miniprogram/core/services'
import { createSettings } from '../../../miniprogram/core/settings'
import { createMockPresenter, type MockServices } from '../../../miniprogram/pages/mock/mock-presenter'
import { launchMock, type MockWorld } from '../../core/mock/mock-world'
import { applyPatch } from '../apply-patch'

export function servicesOf(world: MockWorld, language: Language = 'zh') {
  const calls: string[] = []
  const titles: string[] = []
  let isAllowed = true
  const call = (name: string) => () => void calls.push(name)
  const services: MockServices = {
    mock: world.mock,
    settings: createSettings(world.store),
    language,
    fontScale: 1,
    player: {
      play: call('player.play'),
      pause: call('player.pause'),
      seek: call('player.seek'),
      destroy: call('player.destroy'),
    },
    navigation: new Proxy({} as MockServices['navigation'], {
      get: (_target, name) => (value?: string) => void calls.push(`${String(name)} ${value ?? ''}`),
    }),
    setTitle: (title) => void titles.push(title),
    openSettings: () => Promise.resolve(isAllowed),
  }
  return { services, calls, titles, refuse: () => void (isAllowed = false) }
}

export function openMock(language: Language = 'zh', world = launchMock()) {
  const fake = servicesOf(world, language)
  const data: Record<string, unknown> = {}
  const patches: Record<string, unknown>[] = []
  const presenter = createMockPresenter(fake.services, (patch) => {
    patches.push(patch)
    applyPatch(data, patch)
  })
  presenter.shown()
  return { ...fake, world, data, patches, presenter }
}
