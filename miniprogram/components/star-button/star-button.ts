// A star to tap: starred or not. Its tap stays its own, wherever it stands.
Component({
  properties: {
    starred: Boolean,
    /** What is starred: read out. */
    label: String,
  },
  methods: {
    onTap() {
      this.triggerEvent('toggle')
    },
  },
})
