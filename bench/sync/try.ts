import { runOurs } from "./ours.ts"
import { calm, contactsOf, scheduleOf, start } from "./schedule.ts"
const n = Number(process.argv[2] ?? 2000)
const contacts = contactsOf(n)
for (const name of (process.argv[3] ?? "constant-contact,amocrm").split(",") as any)
for (const [label, schedule] of [["calm", calm(1)], ["faults", scheduleOf(contacts, 1)]] as const)
for (const latency of [{from:0,to:0},{from:125,to:125},{from:50,to:200}]) {
  const t = Date.now()
  const { report, counts, kept } = await runOurs(name, contacts, schedule, { latency, start })
  const ideal = n / 7 * 1000
  const park = report.waiting.park
  console.log(name, label, JSON.stringify(latency), "ratio", (report.elapsed/(ideal+park)).toFixed(4), "hard", ((report.elapsed-park)/ideal).toFixed(4), JSON.stringify(report.waiting), JSON.stringify(report.records), JSON.stringify(report.attempts), JSON.stringify(counts), "rate", report.rate.achieved, "real", Date.now()-t, "kept", kept.size)
}
