import { RuleTester } from "eslint";
import { test } from "vitest";
import zones from "./zones.js";

const tester = new RuleTester({ languageOptions: { ecmaVersion: "latest", sourceType: "module" } });
const at = (filename, code) => ({ filename: `/ui/src/${filename}`, code, options: [{ src: "/ui/src" }] });
const bad = (filename, code, messageId) => ({ ...at(filename, code), errors: [{ messageId }] });

test("the import zones", () => {
  tester.run("zones", zones, {
    valid: [
      at("app/App.js", 'import "../features/intake/Intake";'),
      at("features/intake/Intake.js", 'import "../../components/Button"; import "./form/Form";'),
      at("features/intake/form/Form.js", 'import "../model"; import "../../../ipc"; import "react";'),
      at("components/Button.js", 'import "../i18n";'),
      at("ipc/index.js", 'import "@tauri-apps/api/core";'),
    ],
    invalid: [
      bad("features/intake/Intake.js", 'import "../review/Review";', "another"),
      bad("features/intake/form/Form.js", 'export * from "../../review/model";', "another"),
      bad("features/intake/Intake.js", 'import "../../app/router";', "upward"),
      bad("components/Button.js", 'import "../features/intake/model";', "upward"),
      bad("components/Button.js", 'import "../ipc";', "upward"),
      bad("ipc/index.js", 'await import("../features/intake/model");', "upward"),
      bad("features/intake/Intake.js", 'import "@tauri-apps/api/core";', "tauri"),
      bad("app/App.js", 'import "@tauri-apps/api/event";', "tauri"),
    ],
  });
});
