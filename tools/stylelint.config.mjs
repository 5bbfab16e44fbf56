// WXSS is CSS with rpx, and with `page` for the root. What a phone would drop without a word, or what says nothing, is an error.
export default {
  rules: {
    'annotation-no-unknown': true,
    'at-rule-no-unknown': true,
    'block-no-empty': true,
    'color-no-invalid-hex': true,
    'custom-property-no-missing-var-function': true,
    'declaration-block-no-duplicate-custom-properties': true,
    'declaration-block-no-duplicate-properties': [
      true,
      // a value for old phones before its newer spelling
      { ignore: ['consecutive-duplicates-with-different-syntaxes'] },
    ],
    'declaration-block-no-shorthand-property-overrides': true,
    // it does not know rpx
    'declaration-property-value-no-unknown': null,
    'font-family-no-duplicate-names': true,
    'font-family-no-missing-generic-family-keyword': true,
    'function-calc-no-unspaced-operator': true,
    'function-no-unknown': true,
    'keyframe-block-no-duplicate-selectors': true,
    'keyframe-declaration-no-important': true,
    'media-feature-name-no-unknown': true,
    'named-grid-areas-no-invalid': true,
    'no-duplicate-at-import-rules': true,
    'no-duplicate-selectors': true,
    'no-empty-source': null,
    'no-invalid-double-slash-comments': true,
    'no-invalid-position-at-import-rule': true,
    'property-no-unknown': true,
    'selector-anb-no-unmatchable': true,
    'selector-pseudo-class-no-unknown': true,
    'selector-pseudo-element-no-unknown': true,
    'selector-type-no-unknown': [
      true,
      // WXML's tags are not HTML's; WXSS itself allows tag selectors in pages and app.wxss only
      {
        ignore: ['custom-elements'],
        ignoreTypes: ['page', 'view', 'text', 'image', 'scroll-view', 'swiper', 'icon'],
      },
    ],
    'string-no-newline': true,
    'syntax-string-no-invalid': true,
    'unit-no-unknown': [true, { ignoreUnits: ['rpx'] }],
  },
}
