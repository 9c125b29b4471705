import { brandStylesheet } from "./brand/brand.js";
import { privateHeaders } from "./public.js";
import type { Visit, VisitOptions } from "./visit/options.js";

const KEPT = "public, max-age=300";

/** Serves the colours and the logo that organizations have chosen. */
export function mountBrand({
  router,
  directory,
  log,
}: Pick<VisitOptions, "router" | "directory" | "log">): void {
  router.use("/brand", privateHeaders);

  router.get("/brand/:slug.css", async (request: Visit, response) => {
    try {
      const organization = await directory.publicOrganization(request.params.slug);
      response
        .set("Cache-Control", KEPT)
        .type("css")
        .send(brandStylesheet(organization?.color ?? null));
    } catch (err) {
      log.error({ err }, "a brand's colours could not be served");
      response.status(503).type("css").send("");
    }
  });

  router.get("/brand/:slug/logo", async (request: Visit, response) => {
    try {
      const logo = await directory.logo(request.params.slug);
      if (!logo) {
        response.sendStatus(404);
        return;
      }
      // A picture that somebody opens by itself, such as an SVG, runs and loads nothing.
      response.set({
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cache-Control": KEPT,
        "Content-Type": logo.type,
      });
      response.end(logo.bytes);
    } catch (err) {
      log.error({ err }, "a logo could not be served");
      response.sendStatus(503);
    }
  });
}
