declare module '*.css' {
  const text: string
  export default text
}
declare module '*.worklet.js' {
  const text: string
  export default text
}
declare module '*.html' {
  export { default } from '*.css'
}
