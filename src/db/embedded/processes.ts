import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** A process for sure: pids are used again, so the start time is part of the name. */
export type ProcessName = { pid: number; startedAt: string };

/** What we give to programs we start: none of our own environment, which holds secrets. */
export const cleanEnv = { PATH: "/usr/bin:/bin:/usr/sbin:/sbin", LC_ALL: "C", TZ: "UTC" };

/** Tells what runs under a pid; a zombie counts as nothing. */
export function lookUp(pid: number): { startedAt: string; command: string } | undefined {
  return process.platform === "linux" ? lookUpInProc(pid) : lookUpWithPs(pid);
}

function lookUpInProc(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the state is the 3rd field of proc(5), the start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    if (fields[0] === "Z" || fields[0] === "X" || command === "") return undefined;
    return { startedAt: fields[19] ?? "", command };
  } catch {
    return undefined;
  }
}

function lookUpWithPs(pid: number) {
  const columns = ["-o", "stat=", "-o", "lstart=", "-o", "command="];
  // In the C locale macOS would mangle letters outside ASCII in the command.
  const env = { PATH: cleanEnv.PATH, TZ: "UTC", LC_CTYPE: "en_US.UTF-8", LC_TIME: "C" };
  const ps = spawnSync("ps", ["-ww", ...columns, "-p", String(pid)], { encoding: "utf8", env });
  const [, state, startedAt, command] =
    /^\s*(\S+)\s+(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/m.exec(ps.stdout ?? "") ?? [];
  if (!state || !startedAt || !command || state.startsWith("Z")) return undefined;
  return { startedAt, command };
}

/** Names a running process so that it can be recognised later. */
export function nameOf(pid: number): ProcessName {
  return { pid, startedAt: lookUp(pid)?.startedAt ?? "" };
}

/** Tells whether that very process still runs. */
export function isRunning(name: ProcessName | undefined): boolean {
  return name !== undefined && lookUp(name.pid)?.startedAt === name.startedAt;
}

/** Names the space in which pids mean something: this boot of this machine, and this container. */
export function pidSpace(): string {
  if (process.platform !== "linux") return "this machine";
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return "this machine";
  }
}

/** Polls until `check` is true, or `withinMs` have gone by; tells which. */
export async function waitUntil(check: () => boolean, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!check()) {
    if (Date.now() > end) return false;
    await delay(process.platform === "linux" ? 5 : 50);
  }
  return true;
}

/** Sends a signal; a process that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
