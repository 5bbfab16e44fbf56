// One icon by its name in svg-icon.wxss, in the colour of the text around it. For the eye only: the control has the label.
Component({
  properties: {
    name: String,
    /** Width and height, px at the standard text size. */
    size: { type: Number, value: 24 },
  },
})
