// What WeChat's documentation says about components, as steps and results: run in miniprogram-simulate and in the simulator.

export type Step =
  | {
      readonly tap: string
      /** The index among the matches; default: the first. */ readonly nth?: number
    }
  | { readonly set: Record<string, unknown> }

export interface Case {
  readonly name: string
  /** The source: a page of WeChat's documentation. */
  readonly source: string
  /** In test/fixtures/conformance/miniprogram/components. */
  readonly component: string
  readonly steps: readonly Step[]
  /** The lines that the steps added to getApp().log; with `fromStart`, including the component's creation. */
  readonly log?: readonly string[]
  readonly fromStart?: boolean
  /** The text of all matching elements, by class selector inside the component. */
  readonly texts?: Readonly<Record<string, readonly string[]>>
  /** What the simulator's console warns of, besides. */
  readonly told?: readonly string[]
  /** The reason why miniprogram-simulate (exparser of 2019, j-component) cannot run it. */
  readonly notInSimulate?: string
}

const setData = 'Framework / View layer / setData; Page reference: Page.prototype.setData'
const observers = 'Custom components / Data observers'
const events = 'Framework / View layer / Event system'
const lists = 'WXML / List rendering'
const components = 'Custom components / Template and style; Component constructor'

export const cases: readonly Case[] = [
  {
    name: 'setData takes paths, makes what is missing on the way, and changes data at once',
    source: setData,
    component: 'data',
    steps: [{ tap: '.set' }],
    texts: { '.out': ['changed 3 1  0 null'] },
    log: ['{"b":[{"c":"first"},{"c":"changed"}],"list":[null,null,3],"new":{"path":1}}'],
  },
  {
    name: 'setData changes this.data before it returns and calls back when the view has it',
    source: setData,
    component: 'data',
    steps: [{ tap: '.rewrite' }],
    texts: { '.out': ['mine 0 1  0 null'] },
    log: ['at once: mine', 'set'],
  },
  {
    name: 'expressions: arithmetic, the conditional, arrays',
    source: 'WXML / Data binding',
    component: 'data',
    steps: [],
    texts: { '.keep': ['kept-2-few-3'] },
  },
  {
    name: 'null is shown as a text, undefined as nothing',
    source: 'the official WXML compiler; dcloudio/uni-app #2610 on a phone',
    component: 'data',
    steps: [],
    texts: { '.nothing': ['null 1 []'] },
  },
  {
    name: 'observers run in the order in which they are written, whatever order the fields were set in; ** takes all below',
    source: observers,
    component: 'data',
    steps: [{ tap: '.observe' }],
    log: ['deep.in.side: 5', 'deep.**: {"in":{"side":5}}', 'count, text: 7 t', 'count: 7', 'sum: 14'],
  },
  {
    name: 'an observer sees pure data',
    source: 'Custom components / Pure data fields',
    component: 'data',
    steps: [{ tap: '.pure' }],
    log: ['_secret: 2'],
  },
  {
    name: 'properties become the type that they were declared with',
    source: 'Component constructor / properties',
    component: 'data',
    steps: [{ set: { count: '5' } }, { set: { text: 12 } }],
    texts: { '.out': ['second 0 5 12 10 null'] },
    notInSimulate: 'sets data from outside without the conversion that WXML does',
  },
  {
    name: 'an event bubbles; capture comes first, from the outside in',
    source: events,
    component: 'events',
    steps: [{ tap: '.plain' }],
    log: ['capture outer', 'capture middle', 'tap inner', 'tap middle', 'tap outer'],
  },
  {
    name: 'catch stops bubbling, not capture',
    source: events,
    component: 'events',
    steps: [{ tap: '.caught' }],
    log: ['capture outer', 'capture middle', 'tap caught'],
  },
  {
    name: 'capture-catch stops capture and what follows',
    source: events,
    component: 'events',
    steps: [{ tap: '.never' }],
    log: ['capture captured'],
  },
  {
    name: 'of all mut-bind on the way only the first is called; bind is not touched',
    source: events,
    component: 'events',
    steps: [{ tap: '.mut' }],
    log: ['tap inner-mut', 'tap plain-bind'],
    notInSimulate: 'its exparser is older than mut-bind (base library 2.8.2)',
  },
  {
    name: 'dataset: hyphens become camel case, capitals small letters, values keep their type',
    source: `${events}: dataset`,
    component: 'events',
    steps: [{ tap: '.dataset' }],
    log: ['[["itemId","1"],["itemname","two"],["name","d"],["obj",{"deep":[1]}]]'],
  },
  {
    name: 'a handler may be named by data',
    source: `${events} (base library 2.8.1)`,
    component: 'events',
    steps: [{ tap: '.by-name' }],
    log: ['named'],
  },
  {
    name: 'wx:for: item, index, nesting, objects, numbers, strings; wx:if, elif, else',
    source: `${lists}; Conditional rendering`,
    component: 'lists',
    steps: [],
    texts: {
      '.cell': ['01', '02', '13'],
      '.object': ['p=1', 'q=2'],
      '.number': ['0', '1', '2'],
      '.string': ['a', 'b'],
      '.branch': ['one'],
    },
  },
  {
    name: 'wx:key moves components with their data when the order changes, and makes none anew',
    source: lists,
    component: 'lists',
    steps: [{ tap: '.turn' }],
    texts: { '.branch': ['two'] },
    log: [],
  },
  {
    name: 'wx:key: the view has the new order',
    source: lists,
    component: 'lists',
    steps: [{ tap: '.turn' }],
    texts: { '.rows': ['C0B1A2'] },
    notInSimulate: 'j-component leaves the moved rows in another order than the data',
  },
  {
    name: 'wx:key: removed items are detached, the rest stays',
    source: lists,
    component: 'lists',
    steps: [{ tap: '.drop' }],
    log: ['detached A'],
  },
  {
    name: 'created before attached; a property has its value in attached',
    source: 'Custom components / Component lifetimes',
    component: 'lists',
    steps: [],
    fromStart: true,
    log: ['created', 'created', 'created', 'attached A', 'attached B', 'attached C'],
  },
  {
    name: 'templates by a fixed and by a computed name, include, slots with names',
    source: `WXML / Template, Reference; ${components}`,
    component: 'parts',
    steps: [],
    texts: { '.name': ['me!', 'BIG dynamic'], '.foot': ['foot me'] },
  },
  {
    name: 'WXS: require, getRegExp (which keeps its backslashes), getDate, and a constructor that is a name',
    source: 'WXS syntax / Data types, Modules, Basic library',
    component: 'parts',
    steps: [],
    texts: { '.wxs': ['3 2-4-6 a#b# a#.#true Array 0'] },
  },
  {
    name: 'behaviors: the component’s data and methods win, objects are merged; the behavior is attached first',
    source: 'Custom components / behaviors',
    component: 'parts',
    steps: [{ tap: '.ask' }],
    fromStart: true,
    log: ['behavior attached', 'frame attached', 'frame helped {"first":1,"second":2}', '1'],
  },
  {
    name: 'selectComponent is null where nothing matches',
    source: 'Custom components / Communication between components',
    component: 'parts',
    steps: [{ tap: '.ask-none' }],
    log: ['null'],
    notInSimulate: 'j-component fails on it',
  },
  {
    name: 'setData keeps the program’s own values, and hands functions on to a child; an equal reference is no change',
    source: `${setData}; glass-easel / dataDeepCopy, propertyPassingDeepCopy`,
    component: 'own',
    steps: [{ tap: '.set' }],
    log: ['list 2', 'picked it', 'true NaN'],
    told: ['setData drops "pick": it is a function'],
    notInSimulate: 'its exparser copies what setData is given',
  },
  {
    name: 'wx://component-export decides what selectComponent gives; a property may be called data',
    source: 'Custom components / behaviors / wx://component-export (base library 2.2.3)',
    component: 'own',
    steps: [{ tap: '.ask' }],
    log: ['{"exported":true}', '[{"exported":true}]'],
  },
]
