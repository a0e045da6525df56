// `npm start`: the main job on real input, from a fresh clone. Arguments after `--` go to triage.
import { join } from "node:path"
import { root, run, setUp } from "./setup.mjs"

setUp()
const given = process.argv.slice(2)
const args = given.length > 0 ? given : [join(root, "examples", "recorded-answers", "incident.jsonl")]
process.exit(run("node", [join(root, "packages", "cli", "bin", "crm-errors.js"), "triage", ...args]))
