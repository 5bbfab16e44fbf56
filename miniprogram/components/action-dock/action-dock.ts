// The buttons at the bottom of a page: at most one is primary, and it comes last.
export interface DockButton<Act extends string = string> {
  /** The detail of the `press` event. */
  readonly id: Act
  readonly label: string
  /** Name of an icon, or `''`. */
  readonly icon: string
  readonly primary: boolean
  /** Shows only the icon; screen readers read the label. */
  readonly iconOnly?: boolean
}

Component({
  properties: {
    buttons: { type: Array, value: [] as DockButton[] },
    /** Draws a line above the dock, for content that scrolls under it. */
    lined: Boolean,
  },
  methods: {
    onButtonTap(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('press', { id: event.currentTarget.dataset.id as string })
    },
  },
})
