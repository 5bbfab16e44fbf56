// The card with the question, and the slot below it on the same card.
Component({
  properties: {
    text: String,
    /** Line above the question; `''` for none. */
    topic: String,
    /** Line below it; `''` for none. */
    gloss: String,
    /** `large`, `compact` or `small` */
    size: { type: String, value: 'large' },
    /** Label of the button for another question; `''` for none. */
    another: String,
  },
  methods: {
    onAnotherTap() {
      this.triggerEvent('another')
    },
  },
})
