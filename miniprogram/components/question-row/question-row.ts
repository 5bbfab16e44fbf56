// A question in a list: tap to practise it, or its star.
Component({
  properties: {
    text: String,
    /** Line below it; `''` for none. */
    gloss: String,
    /** When it was last practised, or that it was not. */
    when: String,
    /** It has been practised. */
    practised: Boolean,
    starred: Boolean,
    starLabel: String,
  },
  methods: {
    onTap() {
      this.triggerEvent('open')
    },
    onStarToggle() {
      this.triggerEvent('star')
    },
  },
})
