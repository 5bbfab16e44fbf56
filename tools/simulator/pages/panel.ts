// The simulator's conditions → a panel beside the phone with a choice for each, kept in the URL across reloads.
import type { SimulatorControls } from '../wx'
import { isStorageSeed } from '../wx/switches'
import type { ConditionName } from '../wx/switches'
import type { ChosenTheme, ThemeChoice } from './theme'

type Words = readonly [chinese: string, english: string]
interface Choice {
  readonly words: Words
  readonly values: Readonly<Record<string, Words>>
}

/** The phone's conditions, in groups. Each condition's first value is the default. */
const groups: readonly Readonly<Partial<Record<ConditionName, Choice>>>[] = [
  {
    microphone: {
      words: ['麦克风', 'Microphone'],
      values: {
        undecided: ['还没有问过', 'Not asked yet'],
        granted: ['允许', 'Allowed'],
        refused: ['拒绝', 'Refused'],
        'system-off': ['系统里关了', 'Off on the phone'],
        busy: ['被占用', 'In use'],
      },
    },
    privacy: {
      words: ['隐私指引', 'Privacy guide'],
      values: {
        agreed: ['已同意', 'Accepted'],
        ask: ['会询问', 'Will ask'],
        refused: ['拒绝', 'Refused'],
        undeclared: ['运营方未登记', 'Not declared'],
      },
    },
  },
  {
    call: { words: ['来电', 'Call'], values: { none: ['没有', 'None'], active: ['通话中', 'In a call'] } },
    app: {
      words: ['小程序', 'Mini program'],
      values: { shown: ['在前台', 'Foreground'], hidden: ['在后台', 'Background'] },
    },
    recorder: {
      words: ['录音机', 'Recorder'],
      values: { mp3: ['MP3', 'MP3'], webm: ['webm', 'webm'], dead: ['停止没有回应', 'No reply to stop'] },
    },
  },
  {
    network: {
      words: ['网络', 'Network'],
      values: { wifi: ['正常', 'Good'], weak: ['弱网', 'Weak'], offline: ['断网', 'Offline'] },
    },
    packages: {
      words: ['分包', 'Subpackages'],
      values: {
        arriving: ['马上到', 'Come at once'],
        waiting: ['还在路上', 'On their way'],
        failing: ['取不到', 'Do not come'],
      },
    },
    storage: {
      words: ['存储空间', 'Storage'],
      values: { normal: ['正常', 'Free'], full: ['满了', 'Full'] },
    },
  },
]

const themeChoice: Choice = {
  words: ['外观', 'Theme'],
  values: { system: ['跟随系统', 'System'], light: ['浅色', 'Light'], dark: ['深色', 'Dark'] },
}
/** Read at launch: a new choice reloads the page. */
const launchChoices: Readonly<Record<string, Choice>> = {
  lang: {
    words: ['语言', 'Language'],
    values: { '': ['跟随浏览器', 'Browser'], zh_CN: ['中文', '中文'], en: ['English', 'English'] },
  },
  fontSizeScaleFactor: {
    words: ['字号', 'Text size'],
    values: { '': ['标准', 'Standard'], '1.3': ['大', 'Large'], '1.6': ['最大', 'Largest'] },
  },
}

const title: Words = ['手机的状况', 'The phone']
const note: Words = ['改了马上生效，也写进网址。', 'Takes effect at once and is kept in the URL.']

/** Fills the panel beside the phone. */
export function showPanel(parent: HTMLElement, controls: SimulatorControls, theme: ChosenTheme): void {
  const panel = parent.querySelector<HTMLElement>('.phone-panel')
  const screen = parent.querySelector<HTMLElement>('.phone-screen')
  if (!panel || !screen) return
  const search = new URLSearchParams(location.search)
  const isChinese = /^zh/i.test(search.get('lang') ?? navigator.language)
  const say = ([chinese, english]: Words): string => (isChinese ? chinese : english)

  function row({ words, values }: Choice, current: string, choose: (value: string) => void) {
    const select = document.createElement('select')
    const known = Object.entries(values)
    for (const [value, label] of known) select.append(new Option(say(label), value))
    const label = document.createElement('label')
    label.append(say(words), select)
    // the label's own text would include all the options
    select.setAttribute('aria-label', say(words))
    const show = (value: string): void => {
      select.value = value
      label.classList.toggle('changed', value !== known[0]?.[0])
    }
    show(current)
    select.onchange = () => choose(select.value)
    return { label, show }
  }

  const heading = document.createElement('h2')
  heading.textContent = say(title)
  panel.append(heading)

  const rows = new Map<ConditionName, (value: string) => void>()
  for (const group of groups) {
    for (const [key, choice] of Object.entries(group)) {
      const name = key as ConditionName
      const { label, show } = row(choice, controls.get(name), (value) => controls.set(name, value))
      rows.set(name, show)
      panel.append(label)
    }
    panel.append(document.createElement('hr'))
  }
  const themeRow = row(themeChoice, search.get('theme') ?? 'system', (value) => {
    theme.choose(value as ThemeChoice)
    themeRow.show(value)
    remember('theme', value === 'system' ? '' : value)
  })
  panel.append(themeRow.label)
  for (const [name, choice] of Object.entries(launchChoices)) {
    const { label } = row(choice, search.get(name) ?? '', (value) => {
      remember(name, value)
      location.reload()
    })
    panel.append(label)
  }
  const words = document.createElement('p')
  words.textContent = say(note)
  panel.append(words)

  const showApp = (): void => void screen.classList.toggle('in-background', controls.get('app') === 'hidden')
  showApp()
  // the phone's dialogs also change conditions
  controls.onChange((name) => {
    const value = controls.get(name)
    rows.get(name)?.(value)
    if (name === 'app') showApp()
    // calls and the background are temporary: a reload must not restore them
    else if (name !== 'call') remember(name, value === controls.choices()[name][0] ? '' : value)
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
