import type { IntakeView, MaterialPage } from "../../ipc";
import { pageUrl } from "../../ipc";
import type { PageImage } from "../../components";

const ROW = "material:";

/** The material that F6 or F7 means: the row with the focus, else the first that is missing, else empty. */
export function rowMeant(view: IntakeView, can: "can_scan" | "can_certificate"): string | null {
  const row = document.activeElement?.closest<HTMLElement>(`[data-focus^="${ROW}"]`);
  const focused = row?.dataset["focus"]?.slice(ROW.length);
  const able = view.materials.filter((material) => material[can]);
  const meant = able.find((material) => material.kind === focused);
  if (meant !== undefined) return meant.kind;
  const missing = view.missing.map((line) => line.focus);
  const open =
    able.find((material) => missing.includes(`${ROW}${material.kind}`)) ??
    able.find((material) => material.pages.length === 0);
  return (open ?? (can === "can_scan" ? able[0] : undefined))?.kind ?? null;
}

/** The pages of a material as pictures. */
export function pageImages(pages: readonly MaterialPage[]): PageImage[] {
  return pages.map((page) => ({
    id: page.hash,
    thumb: pageUrl(page.hash, "thumb"),
    full: pageUrl(page.hash, "full"),
    label: page.label,
  }));
}
