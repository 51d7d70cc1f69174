import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Relative asset paths: the window serves dist/ from its own protocol.
export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    target: "safari16",
    modulePreload: { polyfill: false },
    // every asset is a file: the policy of the window allows no data: font or script
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  test: {
    // tests that need a document say so in their first line
    environment: "node",
    // patience, not timing: the machine may be busy
    testTimeout: 30_000,
    include: ["src/**/*.test.{ts,tsx}", "eslint/**/*.test.js"],
  },
});
