import { type SpawnOptions, spawn } from "node:child_process";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Place } from "./place.js";
import { cleanEnv, nameOf, type ProcessName } from "./processes.js";

/** A shell beside a program of ours: when this process dies, however that happens, it ends the program. */
export type Guardian = {
  name: ProcessName;
  /** Resolves once the shell has ended: with what went wrong, or nothing. */
  ended: Promise<string | undefined>;
  /** Lets this process end without waiting for the program, which then ends with it. */
  background(): void;
  /** Has the program ended. */
  letGo(): void;
};

// Our end of the pipe on stdin closes with us, even on kill -9. INT is repeated because a program that is only
// just starting still ignores it, as background jobs of a shell do.
const RUN = `
exec 3<&0
folder=$1
shift
"$@" 3<&- </dev/null &
pid=$!
( read -r _ <&3; while kill -INT $pid 2>/dev/null; do sleep 0.2; done ) &
watcher=$!
wait $pid
code=$?
kill $watcher 2>/dev/null
wait $watcher 2>/dev/null
[ -d "$folder" ] && rmdir "$folder" 2>/dev/null
exit $code`;

// The pid of a server that is not our child may be used again, so the pid file is asked first.
const WATCH = `
read -r _
while read -r pid < "$2" && [ "$pid" = "$3" ] && kill -INT "$pid" 2>/dev/null; do sleep 0.2; done
[ -d "$1" ] && rmdir "$1" 2>/dev/null`;

/** Runs a program under a guardian that tidies its socket folder; its output goes to the open file `output`. */
export function runGuarded(place: Place, command: string[], output: number, socketDir = ""): Guardian {
  return start(place, RUN, [socketDir, ...command], output);
}

/** Sets a guardian beside a server that runs already. */
export function guard(place: Place, pid: number, socketDir: string): Guardian {
  return start(place, WATCH, [socketDir, join(place.pgdata, "postmaster.pid"), String(pid)], "ignore");
}

function start(place: Place, script: string, args: string[], output: number | "ignore"): Guardian {
  const options: SpawnOptions = {
    // A group of its own, so that Ctrl-C reaches us alone and the database outlives our last jobs.
    detached: true,
    cwd: "/",
    env: cleanEnv,
    stdio: ["pipe", output, output],
    // setuid takes macOS's `nobody` (4294967294) as the signed number it is.
    ...(place.account && { uid: place.account.uid | 0, gid: place.account.gid | 0 }),
  };
  const shell = spawnShell(["-c", script, "enfoque-guardian", ...args], options);
  const ended = new Promise<string | undefined>((resolve) => {
    shell.once("exit", (code, by) => resolve(code === 0 ? undefined : `ended with ${by ?? `code ${code}`}`));
    shell.once("error", (error) => resolve(error.message));
  });
  shell.stdin?.on("error", () => {});
  return {
    name: nameOf(shell.pid ?? 0),
    ended,
    background() {
      shell.unref();
      if (shell.stdin instanceof Socket) shell.stdin.unref();
    },
    letGo() {
      shell.ref();
      shell.stdin?.destroy();
    },
  };
}

function spawnShell(args: string[], options: SpawnOptions) {
  try {
    return spawn("/bin/sh", args, options);
  } catch (error) {
    // Node throws here, for example, in a container whose root may not become another user.
    throw new Error(
      `The database server cannot be started from this account (${(error as Error).message}). ` +
        "Start Enfoque as an ordinary user, or set DATABASE_URL.",
    );
  }
}
