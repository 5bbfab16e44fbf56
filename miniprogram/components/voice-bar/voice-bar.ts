// Reads a text aloud: read, pause, stop, where it is, and why nothing is heard.
Component({
  properties: {
    /** `''` while nothing is read; `loading`, `speaking`, `paused`, or `me` while the student's own recording plays. */
    status: String,
    /** There is something to read. */
    ready: Boolean,
    /** The student's own recording can be heard after it. */
    compare: Boolean,
    place: String,
    problem: String,
    readLabel: String,
    pauseLabel: String,
    resumeLabel: String,
    stopLabel: String,
    compareLabel: String,
  },
  methods: {
    onToggleTap() {
      if (this.data.ready) this.triggerEvent('toggle')
    },
    onStopTap() {
      this.triggerEvent('stop')
    },
    onCompareTap() {
      this.triggerEvent('compare')
    },
  },
})
