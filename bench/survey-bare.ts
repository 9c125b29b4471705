/** The least that can store an answer: Express, a form parser and one INSERT per request. */
import { randomUUID } from "node:crypto";
import express from "express";
import pg from "pg";

const { DATABASE_URL: connectionString = "", PORT } = process.env;
const pool = new pg.Pool({ connectionString, max: 10 });
await pool.query(`CREATE TABLE "Answer" (id uuid PRIMARY KEY, token text, score int, at timestamptz)`);

const app = express();
app.get("/readyz", (_request, response) => {
  response.json({ status: "ready" });
});
app.post("/s/:token", express.urlencoded({ extended: false }), async (request, response) => {
  await pool.query(`INSERT INTO "Answer" (id, token, score, at) VALUES ($1, $2, $3, $4)`, [
    randomUUID(),
    request.params.token,
    Number(request.body.score),
    new Date(),
  ]);
  response.status(204).end();
});
app.listen(Number(PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit());
