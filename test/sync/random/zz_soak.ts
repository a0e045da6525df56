import { checkSeed } from "./support/check.ts"
const [from = "1", n = "30", verbose] = process.argv.slice(2)
const t = Date.now(); const tally = new Map<string, Array<number>>()
for (let s = Number(from); s < Number(from) + Number(n); s++) {
  const b = Date.now()
  let r; try { r = await Promise.race([checkSeed(s), new Promise<never>((_, no) => setTimeout(() => no(new Error("HANGS")), 20000).unref())]) } catch (e) { console.log(s, "THREW", e); continue }
  if (r.problems.length || verbose) console.log(s, r.schedule.vendor, Date.now()-b, "ms", r.played.runs.length, "runs", r.problems.join(" | "))
  for (const p of r.problems) { const k = r.schedule.vendor + " " + p.replace(/\d+/g, "N").slice(0, 60); tally.set(k, [...tally.get(k) ?? [], s]) }
  if (verbose === "full") console.log(JSON.stringify(r.schedule, null, 1), r.played.runs, r.played.letters.slice(0,5), r.played.calls.slice(-60).map(c=>JSON.stringify(c)).join("\n"), r.played.counts)
}
console.log((Date.now()-t)/Number(n), "ms each"); for (const [k, v] of tally) console.log(v.length, k, v.slice(0,12).join(","))
process.exit(0)
