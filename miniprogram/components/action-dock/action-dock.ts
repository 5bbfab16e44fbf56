// The buttons at the bottom: at most one is primary, and it comes last.
export interface DockButton<Act extends string = string> {
  /** What `press` carries. */
  readonly id: Act
  readonly label: string
  /** Name of an icon, or `''`. */
  readonly icon: string
  readonly primary: boolean
  /** Shows the icon alone; the label is read out. */
  readonly iconOnly?: boolean
}

Component({
  properties: {
    buttons: { type: Array, value: [] as DockButton[] },
    /** Something goes on below it. */
    lined: Boolean,
  },
  methods: {
    onButtonTap(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('press', { id: event.currentTarget.dataset.id as string })
    },
  },
})
