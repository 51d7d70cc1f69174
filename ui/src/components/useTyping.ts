import { useRef, useState } from "react";

/** Text being typed: a reply that arrives meanwhile never overwrites the focused field. */
export function useTyping(
  value: string,
  onEdit: (value: string) => void,
  onLeave?: () => void,
): {
  text: string;
  onChange: (text: string) => void;
  onFocus: () => void;
  onBlur: () => void;
  onCompositionStart: () => void;
  onCompositionEnd: (event: { currentTarget: { value: string } }) => void;
} {
  const [local, setLocal] = useState<string | null>(null);
  const composing = useRef(false);
  return {
    text: local ?? value,
    onChange: (text) => {
      setLocal(text);
      // half-composed letters are not an edit
      if (!composing.current) onEdit(text);
    },
    onFocus: () => setLocal(null),
    onBlur: () => {
      composing.current = false;
      if (local !== null && local !== value) onEdit(local);
      onLeave?.();
      setLocal(null);
    },
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: (event) => {
      composing.current = false;
      setLocal(event.currentTarget.value);
      onEdit(event.currentTarget.value);
    },
  };
}
