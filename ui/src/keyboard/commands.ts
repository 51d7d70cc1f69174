/** What a key of the desk asks for; the one table of keys (design §10). */
export type Command =
  | "new"
  | "find_item"
  | "read_card"
  | "scan"
  | "certificates"
  | "check"
  | "next_ticket"
  | "primary"
  | "park"
  | "lock"
  | "find"
  | "print"
  | "export"
  | "escape";

/** The part of a keyboard event that decides which command it is. */
export interface Stroke {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

const PLAIN: Readonly<Record<string, Command>> = {
  F2: "new",
  F3: "find_item",
  F4: "read_card",
  F6: "scan",
  F7: "certificates",
  F8: "check",
  F9: "next_ticket",
  F10: "primary",
  Escape: "escape",
};

const WITH_CTRL: Readonly<Record<string, Command>> = {
  q: "park",
  l: "lock",
  f: "find",
  p: "print",
  e: "export",
};

const LABELS: Readonly<Record<Command, string>> = {
  new: "F2",
  find_item: "F3",
  read_card: "F4",
  scan: "F6",
  certificates: "F7",
  check: "F8",
  next_ticket: "F9",
  primary: "F10",
  park: "Ctrl Q",
  lock: "Ctrl L",
  find: "Ctrl F",
  print: "Ctrl P",
  export: "Ctrl E",
  escape: "Esc",
};

/** The key as printed beside a command. */
export function keyLabel(command: Command): string {
  return LABELS[command];
}

/** Keys belong to the input method 输入法 while it composes; 229 covers the Enter that commits in WebKit. */
export function isComposing(stroke: Pick<Stroke, "isComposing" | "keyCode">): boolean {
  return stroke.isComposing || stroke.keyCode === 229;
}

/** The command of a stroke, or null when it is ordinary typing or belongs to the input method. */
export function commandOf(stroke: Stroke): Command | null {
  if (isComposing(stroke) || stroke.altKey || stroke.metaKey) return null;
  if (stroke.ctrlKey) {
    if (stroke.shiftKey) return null;
    return WITH_CTRL[stroke.key.toLowerCase()] ?? null;
  }
  return PLAIN[stroke.key] ?? null;
}
