import { useState } from "react";

import { keyboard } from "../keyboard";

export interface PageImage {
  id: string;
  thumb: string;
  full: string;
  label: string;
}

interface ThumbsProps {
  pages: readonly PageImage[];
  onOpen: (at: number) => void;
  /** where there is little room: so many, and how many there are */
  most?: number;
}

/** Page thumbnails 缩略图. */
export function Thumbs({ pages, onOpen, most = Number.POSITIVE_INFINITY }: ThumbsProps) {
  return (
    <span className="thumbs">
      {pages.slice(0, most).map((page, index) => (
        <button
          key={page.id}
          type="button"
          className="thumb"
          tabIndex={-1}
          title={page.label}
          onClick={() => onOpen(index)}
        >
          <img src={page.thumb} alt={page.label} />
        </button>
      ))}
      {pages.length > most && <span className="mut small thumbs-count">{pages.length}</span>}
    </span>
  );
}

interface ViewerProps {
  pages: readonly PageImage[];
  at: number;
  onMove: (at: number) => void;
  empty: string;
  label: string;
  focus: string;
  /** shown over the page 水印: what it may be used for, and until when */
  watermark?: string;
}

/** The page viewer 看图: ← → turn pages, R rotates, Z zooms. */
export function PageViewer({ pages, at, onMove, empty, label, focus, watermark }: ViewerProps) {
  const [turn, setTurn] = useState(0);
  const [zoom, setZoom] = useState(false);
  const page = pages[at];
  const move = (step: number) => {
    const to = at + step;
    if (to >= 0 && to < pages.length) onMove(to);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const acts: Record<string, () => void> = {
      ArrowLeft: () => move(-1),
      ArrowRight: () => move(1),
      PageUp: () => move(-1),
      PageDown: () => move(1),
      r: () => keyboard.defer(() => setTurn((old) => (old + 1) % 4)),
      z: () => keyboard.defer(() => setZoom((old) => !old)),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      className="viewer"
      tabIndex={0}
      role="group"
      aria-label={label}
      data-focus={focus}
      data-zoom={zoom}
      onKeyDown={onKeyDown}
    >
      {page === undefined ? (
        <span className="mut">{empty}</span>
      ) : (
        <>
          <img src={page.full} alt={page.label} data-turn={turn} onClick={() => setZoom(!zoom)} />
          {watermark !== undefined && watermark !== "" && (
            <span className="viewer-mark">{watermark}</span>
          )}
          <span className="viewer-count">
            {at + 1} / {pages.length}
          </span>
        </>
      )}
    </div>
  );
}
