// WXSS is CSS with rpx and with `page` as the root. Errors are whatever a phone would ignore silently, and whatever has no effect.
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
      // a fallback for old phones, before the newer syntax
      { ignore: ['consecutive-duplicates-with-different-syntaxes'] },
    ],
    'declaration-block-no-shorthand-property-overrides': true,
    // does not support rpx
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
    // iOS before 14.5
    'property-disallowed-list': ['inset'],
    'property-no-unknown': true,
    'selector-anb-no-unmatchable': true,
    'selector-pseudo-class-no-unknown': true,
    'selector-pseudo-element-no-unknown': true,
    'selector-type-no-unknown': [
      true,
      // WXML has its own tags; WXSS allows tag selectors only in pages and app.wxss
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
