// The last weeks: how many days and how long, a bar per day; unfolded also the lengths of attempts and the topics
// covered. A tap folds or unfolds it. Screen readers read one sentence with everything.
Component({
  properties: {
    /** A ProgressView (pages/history/progress-view.ts); null until it is known. */
    progress: { type: Object, value: null as object | null },
    heading: String,
    /** Heading of the lengths. */
    lengthsLabel: String,
    unfolded: Boolean,
  },
  methods: {
    onTap() {
      this.triggerEvent('toggle')
    },
  },
})
