// What every command of a fresh clone needs: the dependencies of the lockfile and a build. Plain JavaScript,
// because it runs on whatever Node is there before ours is installed. Does nothing that is done already.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

// The Node of the lockfile comes first, so that everything below runs on it.
export const environment = {
  ...process.env,
  PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: "1"
}

const windows = process.platform === "win32"

/** Runs a command in the repository and shows what it prints; stops with its status when it fails. */
export const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, { cwd: root, env: environment, stdio: "inherit", shell: windows, ...options })
  if (result.error) throw result.error
  return result.status ?? 1
}

const mustRun = (what, command, args) => {
  // The set-up is not what anybody came for: its words go to standard error.
  const status = run(command, args, { stdio: ["ignore", 2, 2] })
  if (status !== 0) {
    console.error(`${what} failed (status ${status}): run \`${command} ${args.join(" ")}\` to see why.`)
    process.exit(status)
  }
}

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")
const stamp = join(root, "node_modules", ".crm-errors-setup")

/** Installs what the lockfile says, if that has not been done, and builds what has changed. */
export const setUp = () => {
  const wanted = lockHash()
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    console.error("Installing the dependencies of the lockfile (once)…")
    mustRun("The installation", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, wanted)
  }
  mustRun("The build", "npm", ["run", "--silent", "build"])
}
