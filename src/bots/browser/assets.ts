import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Router } from "express";

/** Addresses of what every page loads. */
export const assets = {
  stylesheets: ["/assets/pico-jade.css", "/assets/workspace.css", "/assets/side.css", "/assets/posts.css"],
  script: "/assets/workspace.js",
  icon: "/assets/icon.svg",
};

const own = (name: string) => fileURLToPath(new URL(`../../../assets/${name}`, import.meta.url));
const pico = () => createRequire(import.meta.url).resolve("@picocss/pico/css/pico.jade.min.css");

const files: Record<string, () => string> = {
  "pico-jade.css": pico,
  "workspace.css": () => own("workspace.css"),
  "side.css": () => own("side.css"),
  "posts.css": () => own("posts.css"),
  "workspace.js": () => own("workspace.js"),
  "icon.svg": () => own("icon.svg"),
};

/** Serves the workspace's style, script and icon; what else is below /assets is left to others. */
export function serveAssets(router: Router): void {
  router.get("/assets/:name", (req, res, next) => {
    const file = Object.hasOwn(files, req.params.name) ? files[req.params.name] : undefined;
    if (!file) return next();
    res.set({ "Cache-Control": "public, max-age=300", "X-Content-Type-Options": "nosniff" });
    res.sendFile(file(), { cacheControl: false, dotfiles: "allow" });
  });
}
