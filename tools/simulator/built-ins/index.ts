// The components of WeChat that the simulator has.
import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import type { Overlay } from '../wx/overlay'
import { defineContainers } from './containers'
import { nameMissing } from './define'
import { defineInput } from './input'
import { defineMedia } from './media'
import { definePicker } from './picker'
import { defineScrollView } from './scroll-view'

/** `overlay` is where a picker opens. */
export function defineBuiltIns(space: glassEasel.ComponentSpace, overlay: Overlay): void {
  defineContainers(space)
  defineScrollView(space)
  defineInput(space)
  defineMedia(space)
  definePicker(space, overlay)
  nameMissing()
}
