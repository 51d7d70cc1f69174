/** A made-up page as a picture, so that the viewer has something to show without a scanner. */
export function fakePage(hash: string): string {
  const lines = [...Array(16).keys()]
    .map((n) => `<rect x="40" y="${110 + n * 26}" width="${n % 5 === 4 ? 180 : 330}" height="6" fill="#cfd7e3"/>`)
    .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="594"><rect width="420" height="594" fill="#fff"/><text x="210" y="70" text-anchor="middle" font-size="22" font-family="Noto Serif CJK SC">${hash}</text>${lines}<text x="210" y="540" text-anchor="middle" font-size="11" fill="#b42318" opacity=".5">此件经与原件核对无误，仅供办理政务服务事项时使用</text></svg>`;
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
