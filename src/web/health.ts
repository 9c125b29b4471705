import type { Request, Response, Router } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export type Metrics = {
  registry: Registry;
  tasks: Counter<"task" | "outcome">;
  taskSeconds: Histogram<"task">;
  inbound: Counter<"outcome">;
};

type Counts = () => Promise<{ failedDeliveries: number; failedTasks: number; promisedTasks: number }>;

/** The figures that Prometheus reads; those about the database are asked for when it looks. */
export function createMetrics(counts: Counts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: (counts: Awaited<ReturnType<Counts>>) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(value(await counts()));
      },
    });
  gauge(
    "enfoque_failed_deliveries",
    "Messages that did not arrive and wait for a retry",
    (c) => c.failedDeliveries,
  );
  gauge("enfoque_failed_tasks", "Tasks that have used up their attempts", (c) => c.failedTasks);
  gauge("enfoque_promised_tasks", "Tasks in the outbox that have not ended", (c) => c.promisedTasks);
  return {
    registry,
    tasks: new Counter({
      name: "enfoque_tasks_total",
      help: "Task runs by outcome",
      labelNames: ["task", "outcome"],
      registers: [registry],
    }),
    inbound: new Counter({
      name: "enfoque_inbound_mails_total",
      help: "Mails that came in, by what they were",
      labelNames: ["outcome"],
      registers: [registry],
    }),
    taskSeconds: new Histogram({
      name: "enfoque_task_seconds",
      help: "How long task runs take",
      labelNames: ["task"],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
      registers: [registry],
    }),
  };
}

type Ping = () => Promise<void>;

/** Serves /healthz (the process is up), /readyz (it can work) and /metrics (loopback, or with the token). */
export function mountHealth(
  router: Router,
  {
    checks,
    metrics,
    metricsToken,
  }: { checks: Record<string, Ping>; metrics: Metrics; metricsToken: string | undefined },
): void {
  router.get("/healthz", (_request, response) => {
    response.json({ status: "up" });
  });
  router.get("/readyz", async (_request, response) => {
    const states = await Promise.all(
      Object.entries(checks).map(async ([name, ping]) => [name, await state(ping)] as const),
    );
    const ready = states.every(([, up]) => up === "up");
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? "ready" : "not ready", ...Object.fromEntries(states) });
  });
  router.get("/metrics", async (request, response) => {
    if (!mayRead(request, metricsToken)) return refuse(response);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

const PING_MS = 2_000;

async function state(ping: Ping): Promise<"up" | "down"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"down">((resolve) => {
    timer = setTimeout(resolve, PING_MS, "down");
  });
  const answer = ping().then(
    () => "up" as const,
    () => "down" as const,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function mayRead(request: Request, token: string | undefined): boolean {
  if (token) return request.get("authorization") === `Bearer ${token}`;
  const from = request.socket.remoteAddress ?? "";
  const direct = request.get("x-forwarded-for") === undefined;
  return direct && ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(from);
}

function refuse(response: Response): void {
  response
    .status(403)
    .json({ error: "metrics are read from loopback, or with METRICS_TOKEN as a bearer token" });
}
