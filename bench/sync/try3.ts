import { Arrivals } from "../../packages/sync/src/pace/Arrivals.ts"
import { randomOf } from "./wire.ts"
const N = 10000, gapArg = Number(process.argv[2] ?? 143), credit = Number(process.argv[3] ?? 1)
for (const [from,to,burst,req] of [[125,125,undefined,7],[110,140,undefined,7],[50,200,undefined,7],[50,200,2,5],[100,1100,undefined,7]] as const)
for (const seed of [1,2,3]) {
  const r = randomOf(seed)
  const a = new Arrivals({requests:req, window:1000, burst})
  const interval = Math.ceil(1000/req)
  let now = 0, trips = 0, full=-Infinity
  let slot = -Infinity
  const back: Array<{at:number,d:any}> = []
  const arr: number[] = []
  for (let i=0;i<N;i++) {
    // even pace with credit
    slot = Math.max(slot + interval, now - (credit-1)*interval)
    let t = Math.max(now, slot)
    for (;;) {
      back.sort((x,y)=>x.at-y.at)
      while (back.length && back[0]!.at <= t) { const b = back.shift()!; a.returned(b.d, b.at) }
      // concurrency 8
      const nx = Math.ceil(a.next(t))
      if (nx <= t && back.length < 8) break
      t = back.length >= 8 ? Math.ceil(back[0]!.at) : back.length && back[0]!.at < nx ? Math.max(t+1,Math.min(nx, Math.ceil(back[0]!.at))) : nx
    }
    now = t
    const there = (from + r()*(to-from))/2, b = (from + r()*(to-from))/2
    arr.push(now+there)
    back.push({at: now+there+b, d: a.leave(now)})
  }
  arr.sort((x,y)=>x-y)
  // vendor
  const passed: number[] = []
  for (const x of arr) {
    if (burst === undefined) { const o = passed[passed.length-req]; if (o !== undefined && o + 1000 > x) { trips++; continue } passed.push(x); if (passed.length>20) passed.shift() }
    else { const tok=1000/req; if (x < full-(burst-1)*tok) {trips++; continue}; full=Math.max(full,x)+tok }
  }
  console.log(from,to,burst,"seed",seed,"ratio",(now/(N/req*1000)).toFixed(4),"trips",trips)
}
