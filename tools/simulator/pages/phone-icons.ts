// The phone's own icons, as SVG markup in the current colour.
const svg = (width: number, height: number, body: string) =>
  `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="none" aria-hidden="true">${body}</svg>`

export const icons = {
  back: svg(
    12,
    22,
    '<path d="M10.5 2 2 11l8.5 9" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
  ),
  more: svg(
    20,
    8,
    '<g fill="currentColor"><circle cx="3" cy="4" r="2"/><circle cx="10" cy="4" r="3"/><circle cx="17" cy="4" r="2"/></g>',
  ),
  close: svg(
    19,
    19,
    '<circle cx="9.5" cy="9.5" r="8" stroke="currentColor" stroke-width="2.4"/><circle cx="9.5" cy="9.5" r="3.2" fill="currentColor"/>',
  ),
  status: svg(
    74,
    13,
    `<g fill="currentColor"><rect x="0" y="8.5" width="3" height="4" rx="1"/><rect x="5" y="6" width="3" height="6.5" rx="1"/>
    <rect x="10" y="3.2" width="3" height="9.3" rx="1"/><rect x="15" y="0.5" width="3" height="12" rx="1"/>
    <circle cx="31" cy="11" r="1.6"/><rect x="49" y="2.5" width="18" height="8" rx="2"/><path d="M71 4.5c1.2.4 1.2 3.6 0 4z" opacity=".5"/></g>
    <g stroke="currentColor" stroke-linecap="round"><path d="M23.8 5a10.5 10.5 0 0 1 14.4 0M27 8.2a5.8 5.8 0 0 1 8 0" stroke-width="2"/>
    <rect x="47" y="0.6" width="22" height="11.8" rx="3.6" stroke-width="1" opacity=".4"/></g>`,
  ),
}
