import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { en, zhCN } from "./texts";

type Texts = { [key: string]: string | Texts };

function leaves(texts: Texts, prefix = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : leaves(value, `${prefix}${key}.`),
  );
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((hole) => hole[1]).sort();

describe("texts", () => {
  test("every Chinese text has its English one and the other way round", () => {
    const keys = (texts: Texts) => leaves(texts).map(([key]) => key);
    expect(keys(en)).toEqual(keys(zhCN));
  });

  test("both languages fill the same holes, and nothing is empty", () => {
    const english = new Map(leaves(en));
    for (const [key, text] of leaves(zhCN)) {
      expect(text, key).not.toBe("");
      expect(english.get(key), key).not.toBe("");
      expect(holes(english.get(key) ?? ""), key).toEqual(holes(text));
    }
  });

  test("every file of a language is loaded", () => {
    for (const language of ["zh-CN", "en"]) {
      const files = readdirSync(path.join(import.meta.dirname, language));
      expect(files.map((file) => file.replace(".json", ""))).toEqual(Object.keys(zhCN));
    }
  });

  test("no Chinese text stands in the code: all of it comes from the files", () => {
    const chinese = /[\u4e00-\u9fff]/;
    const found: string[] = [];
    const sources = readdirSync(path.join(import.meta.dirname, ".."), {
      recursive: true,
      encoding: "utf8",
    });
    for (const file of sources) {
      if (!/\.tsx?$/.test(file) || /\.test\.|[\\/]fake|bindings/.test(file)) continue;
      const text = readFileSync(path.join(import.meta.dirname, "..", file), "utf8");
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      if (chinese.test(code)) found.push(file);
    }
    expect(found).toEqual([]);
  });
});
