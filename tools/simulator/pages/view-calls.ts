// What crosses from the mini program to WeChat's view, counted: on a phone each call is a message to another thread.

/** Since the launch, of all pages and components. */
export const viewCalls = { setData: 0, selectorQuery: 0 }
