import { useEffect, useId, useRef, useState } from "react";

import { Button, Card, Tag } from "../../components";
import type { SearchHit } from "../../ipc";
import { isComposing } from "../../keyboard";
import { useTranslation } from "../../i18n";
import type { PageProps } from "./acts";
import { SEARCH } from "./places";

/** ① 事项: one search box for items and themes, and what was chosen. */
export function Items({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  return (
    <Card className="items" id="step-items">
      <h2 className="card-title">{t("items.title")}</h2>
      <Search search={acts.search} onPick={acts.choose} />
      {view.theme !== null && <Tag tone="ok">{t("items.theme")}</Tag>}
      {view.items.map((item) => (
        <span key={item.code} className="item-chip" title={item.department}>
          {item.name}
          {item.note !== null && <Tag tone="warn">{item.note}</Tag>}
          <Button
            tone="link"
            size="small"
            focus={`item:${item.code}`}
            title={t("items.remove")}
            onPress={() => acts.put({ type: "remove_item", code: item.code })}
          >
            ×
          </Button>
        </span>
      ))}
    </Card>
  );
}

interface SearchProps {
  search: (text: string) => Promise<SearchHit[]>;
  onPick: (hit: SearchHit) => void;
}

function useHits(text: string, search: SearchProps["search"]) {
  const [hits, setHits] = useState<{ text: string; hits: SearchHit[] }>({ text: "", hits: [] });
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

function Search({ search, onPick }: SearchProps) {
  const { t } = useTranslation("intake");
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = useHits(text, search);
  const open = text.trim() !== "" && found.text !== "";
  const pick = (hit: SearchHit | undefined) => {
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
        data-focus={SEARCH}
        data-flow=""
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <kbd className="search-key">F3</kbd>
      {open && <Hits id={id} text={text} hits={found.hits} at={at} onPick={pick} />}
    </div>
  );
}

interface HitsProps {
  id: string;
  text: string;
  hits: SearchHit[];
  at: number;
  onPick: (hit: SearchHit) => void;
}

function Hits({ id, text, hits, at, onPick }: HitsProps) {
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
