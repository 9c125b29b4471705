import { type AddressInfo, createServer, connect as open, type Socket } from "node:net";

/** A way to a server that can be cut, as a network can; what goes another way is not touched. */
export type Proxy = {
  /** The same server's address by this way. */
  url: string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Stands between a client and the server at `url` (Redis, or PostgreSQL on its Unix socket). */
export async function startProxy(url: string): Promise<Proxy> {
  const address = new URL(url);
  const folder = address.searchParams.get("host");
  const target = folder
    ? { path: `${folder}/.s.PGSQL.5432` }
    : { host: address.hostname, port: Number(address.port) };
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    const far = open(target);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
    if (isCut) near.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address.searchParams.delete("host");
  address.hostname = "127.0.0.1";
  address.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: address.href,
    cut,
    mend() {
      isCut = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
