// A star to tap: starred or not. Its taps do not reach the row around it.
Component({
  properties: {
    starred: Boolean,
    /** Name of what is starred, for screen readers. */
    label: String,
  },
  methods: {
    onTap() {
      this.triggerEvent('toggle')
    },
  },
})
