// A question in a list: a tap practises it, the star beside it is its own.
Component({
  properties: {
    text: String,
    /** Line below it; `''` for none. */
    gloss: String,
    /** When it was spoken last, or that it was not. */
    when: String,
    /** It was spoken. */
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
