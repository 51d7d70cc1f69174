import "./styles/index.css";

import { createRoot } from "react-dom/client";

import { App } from "./app/App";
import { startTexts } from "./i18n";
import { keyboard } from "./keyboard";

if (import.meta.env.MODE === "fake") {
  const { installFake } = await import("./ipc/fake");
  const [asUser, serving] = location.hash.slice(1).split("/");
  installFake({ asUser, serving: serving === "serving" });
}
await startTexts("zh-CN");
keyboard.listen(window);
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App />);
