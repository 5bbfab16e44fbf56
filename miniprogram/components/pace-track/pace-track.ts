// The length of a recording, compared with the guide zone.
Component({
  properties: {
    /** Fractions of the track, 0 … 1. */
    start: Number,
    end: Number,
    at: Number,
    inside: Boolean,
    startLabel: String,
    endLabel: String,
    /** For list rows: leaves no room for labels. */
    plain: Boolean,
  },
})
