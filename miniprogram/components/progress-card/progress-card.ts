// The last weeks as charts: a bar per day, the lengths of attempts, the topics covered. Screen readers read one sentence.
Component({
  properties: {
    /** A ProgressView (pages/history/progress-view.ts); null until it is known. */
    progress: { type: Object, value: null as object | null },
    heading: String,
    /** Labels of the two figures. */
    daysLabel: String,
    minutesLabel: String,
    /** Heading of the lengths. */
    lengthsLabel: String,
  },
})
