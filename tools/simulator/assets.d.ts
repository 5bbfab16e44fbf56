declare module '*.css' {
  const text: string
  export default text
}
declare module '*.html' {
  export { default } from '*.css'
}
declare module '*.worklet.js' {
  export { default } from '*.css'
}
