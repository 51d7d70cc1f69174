import { useEffect, useId, useRef, useState } from "react";

import { useTranslation } from "../i18n";
import { isComposing } from "../keyboard";
import { Tag } from "./Tag";

interface Hit {
  code: string;
  name: string;
  note: string | null;
  theme: boolean;
  department: string;
}

interface Props<H extends Hit> {
  search: (text: string) => Promise<H[]>;
  onPick: (hit: H) => void;
  focus: string;
  /** the key that leads here, where there is one */
  hint?: string;
}

function useHits<H extends Hit>(text: string, search: Props<H>["search"]) {
  const [hits, setHits] = useState<{ text: string; hits: H[] }>({ text: "", hits: [] });
  const latest = useRef(0);
  const ask = useRef(search);
  useEffect(() => {
    ask.current = search;
  });
  useEffect(() => {
    const turn = ++latest.current;
    if (text.trim() === "") return;
    void ask.current(text).then((found) => {
      // answers may overtake each other; only the newest question counts
      if (turn === latest.current) setHits({ text, hits: found });
    });
  }, [text]);
  return text.trim() === "" ? { text: "", hits: [] } : hits;
}

/** One box that finds items by their words, initials or codes 找事项; arrows and Enter pick. */
export function ItemSearch<H extends Hit>({ search, onPick, focus, hint }: Props<H>) {
  const { t } = useTranslation("intake");
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = useHits(text, search);
  const open = text.trim() !== "" && found.text !== "";
  const pick = (hit: H | undefined) => {
    if (hit === undefined) return;
    setText("");
    setAt(0);
    onPick(hit);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || text.trim() === "") return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.min(Math.max(at + step, 0), Math.max(found.hits.length - 1, 0)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Enter right after the last letter waits for the answer to exactly that text
      if (found.text === text) pick(found.hits[at]);
      else void search(text).then((hits) => pick(hits[0]));
    } else if (event.key === "Escape") {
      setText("");
    }
  };
  return (
    <div className="search">
      <input
        className="input search-input"
        role="combobox"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t("items.search")}
        placeholder={t("items.search")}
        value={text}
        spellCheck={false}
        autoComplete="off"
        data-focus={focus}
        data-flow=""
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {hint !== undefined && <kbd className="search-key">{hint}</kbd>}
      {open && <Hits id={id} text={text} hits={found.hits} at={at} onPick={pick} />}
    </div>
  );
}

interface HitsProps<H extends Hit> {
  id: string;
  text: string;
  hits: H[];
  at: number;
  onPick: (hit: H) => void;
}

function Hits<H extends Hit>({ id, text, hits, at, onPick }: HitsProps<H>) {
  const { t } = useTranslation("intake");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div className="hits" id={id} role="listbox" aria-label={t("items.hits")} ref={box}>
      {hits.map((hit, index) => (
        <div
          key={hit.code}
          role="option"
          className="list-row"
          aria-selected={index === at}
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(hit);
          }}
        >
          <span className="clip">
            {hit.theme && <Tag tone="ok">{t("items.theme")}</Tag>} {hit.name}
            {hit.note !== null && <span className="mut small"> {hit.note}</span>}
          </span>
          <span className="mut small nowrap">{hit.department}</span>
        </div>
      ))}
      {hits.length === 0 && <div className="empty">{t("items.empty", { text })}</div>}
    </div>
  );
}
