// `npm run triage`: what failed, who must act, what recovers by itself, on recorded answers. Arguments go to triage.
import { join } from "node:path"
import { root, run, setUp } from "./setup.mjs"

setUp()
const given = process.argv.slice(2)
const args = given.length > 0 ? given : [join(root, "examples", "recorded-answers", "incident.jsonl")]
process.exit(run("node", [join(root, "packages", "cli", "bin", "crm-errors.js"), "triage", ...args]))
