import type { ReactNode } from "react";

interface Props {
  title?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
  fill?: boolean;
  id?: string;
}

/** A group of the page with a heading. */
export function Card({ title, note, actions, children, className, fill, id }: Props) {
  const classes = ["card", fill === true ? "card-fill" : "", className ?? ""];
  return (
    <section className={classes.filter(Boolean).join(" ")} id={id}>
      {title !== undefined && (
        <h2 className="card-title">
          {title}
          {note !== undefined && <span className="mut">{note}</span>}
          {actions !== undefined && <span className="push row">{actions}</span>}
        </h2>
      )}
      {children}
    </section>
  );
}
