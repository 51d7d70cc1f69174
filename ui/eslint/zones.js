// Who may import whom (ARCHITECTURE.md): app -> features -> components, ipc, i18n.
// No feature imports another; only ipc/ knows that the window is Tauri's.
import path from "node:path";

const LAYERS = { app: 3, features: 2, components: 1, ipc: 1, i18n: 1, keyboard: 0, styles: 0 };

// The zone of a file under src/: its folder, and for a feature the feature's name.
function zoneOf(src, file) {
  const [folder, name] = path.relative(src, file).split(path.sep);
  if (!(folder in LAYERS)) return null;
  return { folder, feature: folder === "features" ? name : null };
}

// Why `from` may not import `to`; null when it may.
function refusal(from, to) {
  if (from === null || to === null || from.folder === "app") return null;
  if (from.folder === to.folder) {
    return from.feature === to.feature ? null : "another";
  }
  const allowed = LAYERS[from.folder] > LAYERS[to.folder] || (from.folder !== "ipc" && to.folder === "i18n");
  return allowed ? null : "upward";
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
