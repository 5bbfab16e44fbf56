// What happened, what was saved and what to do next: copy the request ID for support, or one action.
Component({
  properties: {
    /** Name of the icon. `warn` means a problem, any other good news. */
    mark: { type: String, value: 'warn' },
    heading: String,
    body: String,
    /** The request ID; `''` if no request was sent. */
    logid: String,
    logidLabel: String,
    copyLabel: String,
    /** Label of the action's button; `''` for none. */
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
