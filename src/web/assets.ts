import { fileURLToPath } from "node:url";
import type { Router } from "express";

const stylesheet = fileURLToPath(new URL("../../assets/survey.css", import.meta.url));

/** Serves the stylesheet of the customers' pages; a browser asks again after an hour and is told if nothing changed. */
export function mountAssets(router: Router): void {
  router.get("/assets/survey.css", (_request, response) => {
    response.set("X-Content-Type-Options", "nosniff");
    response.sendFile(stylesheet, { maxAge: "1h", dotfiles: "allow" });
  });
}
