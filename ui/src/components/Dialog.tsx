import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

import { type Handlers, isFocusRequested, useCommands } from "../keyboard";

interface Props {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  size?: "normal" | "wide" | "page";
  /** keys that hold while the dialog is open; the desk below hears none */
  commands?: Handlers;
}

/** A dialog 对话框: Esc closes, the focus returns to where it came from. */
export function Dialog({ title, onClose, children, footer, size, commands }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useCommands({ ...commands, escape: onClose }, true);
  const before = useRef<HTMLElement | null>(null);
  // after the desk below has put the focus where its work begins
  useEffect(() => {
    before.current = document.activeElement as HTMLElement | null;
    const dialog = box.current;
    dialog?.showModal();
    const first = dialog?.querySelector<HTMLElement>("[data-flow] [tabindex='0'], [data-flow]");
    first?.focus();
  }, []);
  // while the dialog still stands: closing later would take the focus back from the next place
  useLayoutEffect(() => {
    const dialog = box.current;
    return () => {
      const here = document.activeElement;
      const lost = here === null || here === document.body || dialog?.contains(here) === true;
      dialog?.close();
      // back to where it came from, unless the next place is already known
      if (lost && !isFocusRequested() && before.current?.isConnected === true) before.current.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className="dialog"
      data-size={size ?? "normal"}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">{title}</div>
      <div className="dialog-body">{children}</div>
      {footer !== undefined && <div className="dialog-foot">{footer}</div>}
    </dialog>
  );
}
