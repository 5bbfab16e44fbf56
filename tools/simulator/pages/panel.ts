// The simulator's conditions → a panel beside the phone with a choice for each, kept in the URL across reloads.
import { element } from '../wx/overlay'
import { isStorageSeed } from '../wx/switches'
import type { ConditionName, Switches } from '../wx/switches'
import type { Phone } from './phone'
import type { ChosenTheme } from './theme'

/** Its own words, and those of each value, the default first: Chinese / English, or one word for both. */
type Choice = readonly [words: string, values: Readonly<Record<string, string>>]

/** In groups: the phone's conditions by their names, and at last the theme and what is read only at launch. */
const groups: readonly Readonly<Record<string, Choice>>[] = [
  {
    microphone: [
      '麦克风 / Microphone',
      {
        undecided: '还没有问过 / Not asked yet',
        granted: '允许 / Allowed',
        refused: '拒绝 / Refused',
        'system-off': '系统里关了 / Off on the phone',
        busy: '被占用 / In use',
      },
    ],
    privacy: [
      '隐私指引 / Privacy guide',
      {
        agreed: '已同意 / Accepted',
        ask: '会询问 / Will ask',
        refused: '拒绝 / Refused',
        undeclared: '运营方未登记 / Not declared',
      },
    ],
  },
  {
    call: ['来电 / Call', { none: '没有 / None', active: '通话中 / In a call' }],
    app: ['小程序 / Mini program', { shown: '在前台 / Foreground', hidden: '在后台 / Background' }],
    recorder: ['录音机 / Recorder', { mp3: 'MP3', webm: 'webm', dead: '停止没有回应 / No reply to stop' }],
  },
  {
    network: ['网络 / Network', { wifi: '正常 / Good', weak: '弱网 / Weak', offline: '断网 / Offline' }],
    packages: [
      '分包 / Subpackages',
      {
        arriving: '马上到 / Come at once',
        waiting: '还在路上 / On their way',
        failing: '取不到 / Do not come',
      },
    ],
    storage: ['存储空间 / Storage', { normal: '正常 / Free', full: '满了 / Full' }],
  },
  {
    theme: ['外观 / Theme', { '': '跟随系统 / System', light: '浅色 / Light', dark: '深色 / Dark' }],
    lang: ['语言 / Language', { '': '跟随浏览器 / Browser', zh_CN: '中文', en: 'English' }],
    fontSizeScaleFactor: [
      '字号 / Text size',
      { '': '标准 / Standard', '1.3': '大 / Large', '1.6': '最大 / Largest' },
    ],
  },
]

/** Fills the panel beside the phone. */
export function showPanel({ panel, screen }: Phone, switches: Switches, theme: ChosenTheme): void {
  const search = new URLSearchParams(location.search)
  const isChinese = /^zh/i.test(search.get('lang') ?? navigator.language)
  const say = (words: string) => words.split(' / ')[isChinese ? 0 : 1] ?? words
  const isCondition = (name: string): name is ConditionName => name in switches.choices()
  const defaultOf = (name: string) => (isCondition(name) ? switches.choices()[name][0] : '')
  const rows = new Map<string, (value: string) => void>()

  function choose(name: string, value: string): void {
    // what has changed is then shown, as when one of the phone's dialogs changes it
    if (isCondition(name)) return switches.set(name, value)
    rows.get(name)?.(value)
    remember(name, value)
    if (name === 'theme') theme.choose(value)
    else location.reload()
  }
  function row(name: string, [words, values]: Choice): HTMLElement {
    // the label's own text would include all the options
    const select = element('select', { 'aria-label': say(words) })
    for (const [value, label] of Object.entries(values)) select.append(new Option(say(label), value))
    const label = element('label', {}, say(words), select)
    const show = (value: string) => {
      select.value = value
      label.classList.toggle('changed', value !== defaultOf(name))
    }
    show(isCondition(name) ? switches.get(name) : (search.get(name) ?? ''))
    rows.set(name, show)
    select.onchange = () => choose(name, select.value)
    return label
  }

  panel.append(element('h2', {}, say('手机的状况 / The phone')))
  groups.forEach((group, index) => {
    if (index > 0) panel.append(element('hr', {}))
    for (const [name, choice] of Object.entries(group)) panel.append(row(name, choice))
  })
  const note = '改了马上生效，也写进网址。 / Takes effect at once and is kept in the URL.'
  panel.append(element('p', {}, say(note)))

  const showApp = () => screen.classList.toggle('in-background', switches.get('app') === 'hidden')
  showApp()
  switches.onChange((name) => {
    const value = switches.get(name)
    rows.get(name)?.(value)
    if (name === 'app') showApp()
    // calls and the background are temporary: a reload must not restore them
    else if (name !== 'call') remember(name, value === defaultOf(name) ? '' : value)
  })
}

/** `''` stands for the default. The storage seed stays in the URL. */
function remember(name: string, value: string): void {
  const address = new URL(location.href)
  const seeds = address.searchParams.getAll(name).filter(isStorageSeed)
  address.searchParams.delete(name)
  for (const seed of seeds) address.searchParams.append(name, seed)
  if (value !== '') address.searchParams.append(name, value)
  history.replaceState(history.state, '', address)
}
