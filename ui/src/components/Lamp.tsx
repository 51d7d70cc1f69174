import type { ReactNode } from "react";

export type LampColour = "green" | "yellow" | "red" | "black" | "paused" | "none";

const SHAPES: Readonly<Record<LampColour, string>> = {
  green: "●",
  yellow: "▲",
  red: "■",
  black: "◆",
  paused: "‖",
  none: "○",
};

/** A lamp 红黄灯: shape and word beside the colour, never colour alone. */
export function Lamp({ colour, children }: { colour: LampColour; children?: ReactNode }) {
  return (
    <span className="lamp" data-lamp={colour}>
      <span aria-hidden="true">{SHAPES[colour]}</span>
      {children === undefined ? null : <> {children}</>}
    </span>
  );
}
