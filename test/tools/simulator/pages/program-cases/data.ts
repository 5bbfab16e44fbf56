// setData, observers, and what the view gets.
import { component, page } from './program-case'
import type { ProgramCase } from './program-case'

export const data: readonly ProgramCase[] = [
  {
    name: 'setData keeps the program’s own values: a function goes on to a child, an equal reference is no change',
    source: 'glass-easel / setData and dataDeepCopy; WeUI’s uploader, Vant’s sticky and tabs',
    page: page(
      `data: { list: [] },
      onLoad() {
        const list = [1], when = new Date(0)
        this.setData({ list, when, nan: NaN, pick: (x) => x + 1 })
        log.push([this.data.list === list, this.data.when === when, this.data.nan, typeof this.data.pick].join())
        list.push(2)
        this.setData({ other: 1 })
      }`,
      '{{list.length}} <c-c list="{{list}}" pick="{{pick}}"/>',
    ),
    components: {
      'c-c': component(
        `properties: { list: { type: Array, observer(list) { log.push('list ' + list.length); this.setData({ list }) } }, pick: null },
        observers: { pick(pick) { if (pick) log.push('pick ' + pick(1)) } }`,
        '{{list.length}}',
      ),
    },
    log: ['list 0', 'pick 2', 'list 1', 'true,true,NaN,function'],
    text: '1 1',
    told: [/^case\d+\/page: setData drops "pick": it is a function$/],
  },
  {
    name: 'what the view does not get is reported once for all elements of an array',
    source: 'Framework / Performance / Using setData well',
    page: page(
      `data: { kept: 'kept' }, onLoad() { this.setData({ list: [{ x: undefined }, { x: undefined }], kept: undefined }); log.push(this.data.kept) }`,
    ),
    log: ['kept'],
    told: [/setData drops "list.0.x": it is undefined$/, /setData drops "kept": it is undefined$/],
  },
  {
    name: 'observers on paths and several fields; each is called once a setData',
    source: 'Custom components / Data observers',
    page: page(
      `onReady() { const c = this.selectComponent('#c'); c.setData({ 'list[1].x': 5 }); c.setData({ a: 1, b: 2 }); c.setData({ list: [] }) }`,
      '<c-c id="c"/>',
    ),
    components: {
      'c-c': component(
        `data: { list: [{ x: 1 }, { x: 2 }], a: 0, b: 0 },
        observers: {
          'list[1].x'(x) { log.push('x ' + x) }, 'list[0]'(first) { log.push('first ' + JSON.stringify(first)) },
          list(list) { log.push('list ' + list.length) }, 'a, b'(a, b) { log.push('a,b ' + a + b) },
          '**'() { log.push('any') }
        }`,
      ),
    },
    log: ['x 5', 'any', 'a,b 12', 'any', 'x undefined', 'first undefined', 'list 0', 'any'],
  },
  {
    name: 'a value that contains itself is named',
    source: 'setData passes JSON to the view',
    page: page('onLoad() { const own = {}; own.own = own; this.setData({ own }) }', 'page'),
    text: 'page',
    log: ['TypeError: Converting circular structure to JSON'],
    told: [/^TypeError: Converting circular structure to JSON/],
  },
]
