// The latest takes and exchanges, step by step: to read, and to copy for support with one tap.
import type { DockButton } from '../../components/action-dock/action-dock'
import { messagesFor } from '../../i18n/index'
import { presented } from '../../presentation/presented'
import { timelineOf } from './timeline'

const { options } = presented((services, show) => {
  const messages = messagesFor(services.language)
  const { diagnostics, copyAll } = messages.words
  const facts = services.diagnostics.facts.join('\n')
  const runs = services.diagnostics.runs().map(timelineOf)
  const button: DockButton = { id: 'copy', label: copyAll, icon: 'copy', primary: true }
  show({
    t: messages.words,
    fontScale: services.fontScale,
    ...{ facts, runs, buttons: [button] },
  })
  return {
    acts: {
      copy: () =>
        services.copy([facts, ...runs.map(({ heading, text }) => `${heading}\n${text}`)].join('\n\n')),
    },
    shown: () => services.setTitle(diagnostics),
  }
})

Component({ ...options, data: { runs: [], buttons: [] } })
