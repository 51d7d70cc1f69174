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

const SRC = path.join(import.meta.dirname, "..");

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
}

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

  test("every text is used", () => {
    const code = sources()
      .filter((file) => !/\.test\.|[\\/]fake/.test(file))
      .map((file) => readFileSync(path.join(SRC, file), "utf8"))
      .join("\n");
    // t(`acts.${id}`) uses every text of that shape
    const shapes = [...code.matchAll(/t\(\s*`([^`]*)`/g)].map(
      ([, shape = ""]) =>
        new RegExp(`^${shape.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[^.]+")}$`),
    );
    const unused = Object.entries(zhCN).flatMap(([feature, texts]) =>
      leaves(texts)
        .map(([key]) => key)
        .filter((key) => !code.includes(`"${key}"`) && !code.includes(`"${feature}:${key}"`))
        .filter((key) => !shapes.some((shape) => shape.test(key) || shape.test(`${feature}:${key}`)))
        .map((key) => `${feature}:${key}`),
    );
    expect(unused).toEqual([]);
  });

  test("no Chinese text stands in the code: all of it comes from the files", () => {
    const chinese = /[\u4e00-\u9fff]/;
    const found: string[] = [];
    for (const file of sources()) {
      if (/\.test\.|[\\/]fake|bindings/.test(file)) continue;
      const text = readFileSync(path.join(SRC, file), "utf8");
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
      if (chinese.test(code)) found.push(file);
    }
    expect(found).toEqual([]);
  });
});
