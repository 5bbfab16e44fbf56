// The card with the question; what is in the slot stands below it, on the same card.
Component({
  properties: {
    text: String,
    /** Line above the question; `''` for none. */
    topic: String,
    /** Line below it; `''` for none. */
    gloss: String,
    /** `large`, `compact` or `small` */
    size: { type: String, value: 'large' },
    /** Label of the button that asks for another question; `''` for none. */
    another: String,
  },
  methods: {
    onAnotherTap() {
      this.triggerEvent('another')
    },
  },
})
