// What happened, what is kept, and the request's id for support.
Component({
  properties: {
    heading: String,
    body: String,
    /** The request's id; `''` when no request left. */
    logid: String,
    copyLabel: String,
  },
  methods: {
    onCopyTap() {
      this.triggerEvent('copy')
    },
  },
})
