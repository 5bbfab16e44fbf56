// How long a take was, against the guide zone.
Component({
  properties: {
    /** Shares of the track, 0 … 1. */
    start: Number,
    end: Number,
    at: Number,
    inside: Boolean,
    startLabel: String,
    endLabel: String,
    /** In a row of a list: no room for labels is kept. */
    plain: Boolean,
  },
})
