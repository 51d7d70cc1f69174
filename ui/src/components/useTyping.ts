import { useRef, useState } from "react";

export interface Typing {
  text: string;
  onChange: (text: string, inserted: string) => void;
  onFocus: () => void;
  onBlur: () => void;
  onCompositionStart: () => void;
  onCompositionEnd: (event: { currentTarget: { value: string } }) => void;
}

/**
 * Text being typed: a reply that arrives meanwhile never overwrites the focused field. A masked value
 * is never edited in part: what is typed replaces it.
 */
export function useTyping(
  value: string,
  masked: string | null,
  onEdit: (value: string) => void,
  onLeave?: () => void,
): Typing {
  const [local, setLocal] = useState<string | null>(null);
  const composing = useRef(false);
  const edit = (text: string) => {
    setLocal(text);
    // half-composed letters are not an edit
    if (!composing.current) onEdit(text);
  };
  return {
    text: local ?? masked ?? value,
    onChange: (text, inserted) => {
      edit(local === null && masked !== null && masked !== "" ? inserted : text);
    },
    onFocus: () => setLocal(null),
    onBlur: () => {
      composing.current = false;
      if (local !== null && local !== value) onEdit(local);
      setLocal(null);
      onLeave?.();
    },
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: (event) => {
      composing.current = false;
      edit(event.currentTarget.value);
    },
  };
}
