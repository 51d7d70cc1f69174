// Who may import whom (ARCHITECTURE.md). No feature imports another; only ipc/ knows Tauri.
import path from "node:path";

const MAY_IMPORT = {
  app: ["features", "components", "keyboard", "ipc", "i18n", "styles"],
  features: ["components", "keyboard", "ipc", "i18n"],
  components: ["keyboard", "i18n"],
  keyboard: [],
  ipc: ["i18n"],
  i18n: [],
  styles: [],
};

// The zone of a file under src/: its folder, and for a feature the feature's name.
function zoneOf(src, file) {
  const [folder, name] = path.relative(src, file).split(path.sep);
  if (!(folder in MAY_IMPORT)) return null;
  return { folder, feature: folder === "features" ? name : null };
}

// Why `from` may not import `to`; null when it may.
function refusal(from, to) {
  if (from === null || to === null) return null;
  if (from.folder === to.folder) return from.feature === to.feature ? null : "another";
  return MAY_IMPORT[from.folder].includes(to.folder) ? null : "upward";
}

export default {
  meta: {
    type: "problem",
    schema: [{ type: "object", properties: { src: { type: "string" } }, additionalProperties: false }],
    messages: {
      another: "A feature does not import another feature; lift what both need into components/ or compose in app/.",
      upward: "{{from}}/ does not import {{to}}/.",
      tauri: "Only ipc/ imports @tauri-apps.",
    },
  },
  create(context) {
    const { src } = context.options[0];
    const from = zoneOf(src, context.filename);

    function check(node) {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      if (source.startsWith("@tauri-apps/") && from?.folder !== "ipc") {
        context.report({ node, messageId: "tauri" });
        return;
      }
      if (!source.startsWith(".")) return;
      const to = zoneOf(src, path.resolve(path.dirname(context.filename), source));
      const messageId = refusal(from, to);
      if (messageId !== null) {
        context.report({ node, messageId, data: { from: from.folder, to: to.folder } });
      }
    }

    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
