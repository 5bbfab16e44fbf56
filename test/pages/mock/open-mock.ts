// The mock page's presenter over a real runner on a phone in memory.
import type { Language } from '../../../miniprogram/i18n/language'
import { createMockPresenter, type MockServices } from '../../../miniprogram/pages/mock/mock-presenter'
import { launchMock, type MockWorld } from '../../core/mock/mock-world'
import { applyPatch } from '../apply-patch'
import { createFakeLook, withLook } from '../fake-look'

export function servicesOf(world: MockWorld, language: Language = 'zh') {
  const calls: string[] = []
  const call = (name: string) => () => void calls.push(name)
  const look = createFakeLook(language)
  const state = { isTold: true, isMended: false }
  const services: MockServices = withLook(look, {
    mock: world.mock,
    player: {
      play: call('player.play'),
      pause: call('player.pause'),
      seek: call('player.seek'),
      destroy: call('player.destroy'),
    },
    navigation: new Proxy({} as MockServices['navigation'], {
      get: (_target, name) => (value?: string) => void calls.push(`${String(name)} ${value ?? ''}`),
    }),
    copy: (text) => void calls.push(`copy ${text}`),
    openSettings: () => Promise.resolve(true),
    openPhoneSettings: call('openPhoneSettings'),
    isMended: () => Promise.resolve(state.isMended),
    privacy: {
      isTold: () => state.isTold,
      tell: () => void (state.isTold = true),
      usesCloud: false,
      serviceHost: 'example.com',
      openGuide: undefined,
    },
  })
  return { services, calls, titles: look.titles, settings: look.settings, state }
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
