import { Button, Card, ItemSearch, Tag } from "../../components";
import { useTranslation } from "../../i18n";
import type { PageProps } from "./acts";
import { SEARCH } from "./places";

/** ① 事项: one search box for items and themes, and what was chosen. */
export function Items({ view, acts }: PageProps) {
  const { t } = useTranslation("intake");
  return (
    <Card className="items" id="step-items">
      <h2 className="card-title">{t("items.title")}</h2>
      <ItemSearch search={acts.search} onPick={acts.choose} focus={SEARCH} hint="F3" />
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
