import type { ReactNode } from "react";

export type Tone = "brand" | "ok" | "warn" | "bad" | "gray" | "none";

/** A short mark 标签. */
export function Tag({ tone = "brand", children }: { tone?: Tone; children: ReactNode }) {
  if (tone === "none") return <span className="mut">{children}</span>;
  return (
    <span className="tag" data-tone={tone}>
      {children}
    </span>
  );
}
