// `npm start`: the main job from a fresh clone. `npm start -- lift` is its second command; other arguments: see --help.
import { join } from "node:path"
import { root, run, setUp } from "./setup.mjs"

setUp()
process.exit(run("node", [join(root, "examples", "vendor-agnostic-sync", "src", "main.ts"), ...process.argv.slice(2)]))
