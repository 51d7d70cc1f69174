export interface Tab {
  id: string;
  label: string;
  count?: number | null;
}

interface Props {
  tabs: readonly Tab[];
  current: string;
  onPick: (id: string) => void;
  label: string;
  focus: string;
}

/** Tabs 页签, walked with left and right. */
export function Tabs({ tabs, current, onPick, label, focus }: Props) {
  const at = tabs.findIndex((tab) => tab.id === current);
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={label}
      data-focus={focus}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        const index = (at + step + tabs.length) % tabs.length;
        const next = tabs[index];
        if (next === undefined) return;
        onPick(next.id);
        event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
      }}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className="tab"
          aria-selected={tab.id === current}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onPick(tab.id)}
        >
          {tab.label}
          {tab.count !== undefined && tab.count !== null && ` ${tab.count}`}
        </button>
      ))}
    </div>
  );
}
