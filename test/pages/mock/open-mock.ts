// The mock page's presenter with a real runner on an in-memory phone.
import type { Language } from '../../../miniprogram/i18n/language'
import { createMockPresenter, type MockServices } from '../../../miniprogram/pages/mock/mock-presenter'
import type { AppearanceServices } from '../../../miniprogram/presentation/appearance'
import { launchMock, type MockWorld } from '../../core/mock/mock-world'
import { applyPatch } from '../apply-patch'
import { createFakeAppearance, withAppearance } from '../fake-appearance'

export function servicesOf(world: MockWorld, language: Language = 'zh') {
  const calls: string[] = []
  const call = (name: string) => () => void calls.push(name)
  const appearance = createFakeAppearance(language)
  const state = { hasAcknowledged: true, isResolved: false }
  const services: MockServices = withAppearance<Omit<MockServices, keyof AppearanceServices>>(appearance, {
    mock: world.mock,
    speaker: world.speaker,
    player: {
      play: call('player.play'),
      pause: call('player.pause'),
      seek: call('player.seek'),
      destroy: call('player.destroy'),
      silence: () => Promise.resolve(),
    },
    navigation: new Proxy({} as MockServices['navigation'], {
      get: (_target, name) => (value?: string) => void calls.push(`${String(name)} ${value ?? ''}`),
    }),
    copy: (text) => void calls.push(`copy ${text}`),
    openSettings: () => Promise.resolve(true),
    openPhoneSettings: call('openPhoneSettings'),
    isResolved: () => Promise.resolve(state.isResolved),
    privacy: {
      hasAcknowledged: () => state.hasAcknowledged,
      acknowledge: () => void (state.hasAcknowledged = true),
      usesCloud: false,
      speaks: false,
      serviceHost: 'example.com',
      operator: { name: '', contact: '', model: '', retention: '' },
      openGuide: undefined,
    },
  })
  return { services, calls, titles: appearance.titles, settings: appearance.settings, state }
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
