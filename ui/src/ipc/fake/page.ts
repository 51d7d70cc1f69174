const LINES = [...Array(16).keys()]
  .map(
    (n) =>
      `<rect x="40" y="${100 + n * 26}" width="${n % 5 === 4 ? 180 : 330}" height="6" fill="#cfd7e3"/>`,
  )
  .join("");

const SHEET = `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="594"><rect width="420" height="594" fill="#fff"/><rect x="130" y="48" width="160" height="12" fill="#98a5b8"/>${LINES}</svg>`;

/** A made-up page as a picture, so that the viewer has something to show without a scanner. */
export function fakePages(): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(SHEET)}#`;
}
