// The last weeks in pictures: a bar a day, how long the answers were, how many topics were touched. Read out as one sentence.
Component({
  properties: {
    /** What `pages/history/progress-view` makes; null before it is known. */
    progress: { type: Object, value: null as object | null },
    heading: String,
    /** Beside the two figures. */
    daysLabel: String,
    minutesLabel: String,
    /** Above the lengths. */
    lengthsLabel: String,
  },
})
