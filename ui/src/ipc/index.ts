/** The address of a page's picture; images never travel through JSON (design §7). */
export function pageUrl(hash: string, size: "thumb" | "full"): string {
  return `page://localhost/${size}/${hash}`;
}
