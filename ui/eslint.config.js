import path from "node:path";
import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import zones from "./eslint/zones.js";

const src = path.join(import.meta.dirname, "src");
const lines = (max) => ({ "max-lines-per-function": ["error", { max, skipBlankLines: false, skipComments: false }] });

export default tseslint.config(
  { ignores: ["dist/", "dist-fake/", "node_modules/", "src/ipc/bindings.ts"] },
  js.configs.recommended,
  { rules: lines(60) },
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": reactHooks, yichuang: { rules: { zones } } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "yichuang/zones": ["error", { src }],
      "max-lines": ["error", { max: 400 }],
      ...lines(60),
      eqeqeq: ["error", "always", { null: "ignore" }],
      // The ideographic space is a character of Chinese texts.
      "no-irregular-whitespace": ["error", { skipStrings: true, skipTemplates: true, skipJSXText: true }],
      "no-console": "error",
      "no-eval": "error",
      "no-restricted-globals": [
        "error",
        { name: "localStorage", message: "Nothing is kept in the webview; drafts and settings go through ipc/." },
        { name: "sessionStorage", message: "Nothing is kept in the webview; drafts and settings go through ipc/." },
        { name: "indexedDB", message: "Nothing is kept in the webview; drafts and settings go through ipc/." },
        { name: "fetch", message: "The window talks to Rust through ipc/ only." },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  { files: ["src/**/*.tsx"], rules: lines(120) },
  { files: ["*.js", "eslint/**/*.js"], languageOptions: { globals: { process: "readonly", console: "readonly" } } },
);
