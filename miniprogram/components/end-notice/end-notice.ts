// What happened, what is kept, and the way on: the request's id for support, or one action.
Component({
  properties: {
    /** Name of the icon. `warn` is for what went wrong, any other for good news. */
    mark: { type: String, value: 'warn' },
    heading: String,
    body: String,
    /** The request's id; `''` when no request left. */
    logid: String,
    logidLabel: String,
    copyLabel: String,
    /** Label of a way on; `''` for none. */
    action: String,
  },
  methods: {
    onCopyTap() {
      this.triggerEvent('copy')
    },
    onActionTap() {
      this.triggerEvent('act')
    },
  },
})
