import { useRef } from "react";

import { isComposing, keyboard } from "../keyboard";

export interface ChoiceOption {
  value: string;
  label: string;
}

interface Props {
  label: string;
  options: readonly ChoiceOption[];
  value: string | null;
  onPick: (value: string) => void;
  focus: string;
  flow?: boolean;
  disabled?: boolean;
}

/** A question with its answers 选择: digits, arrows or the space bar pick; Enter only moves on. */
export function Choice({ label, options, value, onPick, focus, flow = true, disabled }: Props) {
  const group = useRef<HTMLDivElement>(null);
  const chosen = options.findIndex((option) => option.value === value);
  const standing = Math.max(chosen, 0);
  const pick = (index: number) => {
    const option = options[index];
    if (option === undefined || disabled === true) return;
    group.current?.querySelectorAll<HTMLButtonElement>('[role="radio"]')[index]?.focus();
    if (option.value !== value) onPick(option.value);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      pick(chosen < 0 ? 0 : (chosen + step + options.length) % options.length);
    } else if (/^[1-9]$/.test(event.key) && Number(event.key) <= options.length) {
      event.preventDefault();
      const index = Number(event.key) - 1;
      keyboard.defer(() => pick(index));
    }
  };
  return (
    <div
      ref={group}
      className="chips"
      role="radiogroup"
      aria-label={label}
      data-focus={focus}
      data-flow={flow ? "" : undefined}
      onKeyDown={onKeyDown}
    >
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          className="chip"
          aria-checked={option.value === value}
          tabIndex={index === standing ? 0 : -1}
          disabled={disabled}
          onClick={() => pick(index)}
        >
          <span className="chip-digit" aria-hidden="true">
            {index + 1}
          </span>
          {option.label}
        </button>
      ))}
    </div>
  );
}
