// An icon, by its name in svg-icon.wxss, in the colour of the surrounding text. Decorative: the control has the label.
Component({
  properties: {
    name: String,
    /** Width and height, px at the standard text size. */
    size: { type: Number, value: 24 },
  },
})
