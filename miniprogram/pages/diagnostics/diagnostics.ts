// How the last recordings and sendings went: to be read, and copied for support with one tap.
import type { DockButton } from '../../components/action-dock/action-dock'
import type { Services } from '../../services'
import { messagesFor } from '../../i18n/index'
import { wordsOf } from '../../presentation/page-words'
import { timelineOf, type Timeline } from './timeline'

Component({
  data: {
    facts: '',
    runs: [] as readonly Timeline[],
    buttons: [] as DockButton[],
  },
  lifetimes: {
    attached() {
      const { services } = getApp<{ services: Services | null }>()
      // on a base library that is too old: pages/outdated is on its way
      if (services === null) return
      const messages = messagesFor(services.language)
      const { words } = messages
      services.setTitle(words.diagnostics)
      this.setData({
        t: wordsOf('diagnostics', messages),
        fontScale: services.fontScale,
        facts: services.diagnostics.facts.join('\n'),
        runs: services.diagnostics.runs().map(timelineOf),
        buttons: [{ id: 'copy', label: words.copyAll, icon: 'copy', primary: true }],
      })
    },
  },
  methods: {
    onDockPress() {
      const { facts, runs } = this.data
      const parts = [facts, ...runs.map(({ heading, text }) => `${heading}\n${text}`)]
      getApp<{ services: Services | null }>().services?.copy(parts.join('\n\n'))
    },
  },
})
