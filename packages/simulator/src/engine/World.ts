import type { Act, Api, Kind, WireRequest } from "../Api.ts"
import type { Fault, Script } from "../Fault.ts"
import type { Exchange, Options } from "../Simulator.ts"
import { answerOf } from "./answer.ts"
import type { Moment } from "./Known.ts"
import { type Arrived, Ledger } from "./Ledger.ts"
import type { Tells } from "./lessons.ts"
import { type Armed, plan } from "./Plan.ts"
import { draw, next, type Sequence } from "./random.ts"
import { type Saved, savedVersion } from "./Saved.ts"

/** What came of a call, and what the answer tells whoever gets it. */
export interface Done {
  readonly exchange: Exchange
  readonly tells: ReadonlyArray<Tells>
}

/** Everything of a simulator that changes. A method does its work at one instant: waiting is done outside. */
export class World<State> {
  readonly accounts: ReadonlyArray<string>
  readonly started: number
  readonly state: State
  readonly ledger: Ledger<State>
  private readonly api: Api<State>
  private readonly variant: string | undefined
  private readonly random: Sequence
  private faults: ReadonlyArray<Armed>
  private seed: number
  private nextFault: number
  private calls: number

  constructor(api: Api<State>, { script, snapshot: _, ...options }: Options, now: number, saved?: Saved<State>) {
    this.api = api
    // What a simulator is of was decided when it was first made.
    this.accounts = saved?.accounts ?? options.accounts ?? ["main"]
    this.variant = saved === undefined ? options.variant : saved.variant
    this.started = saved?.started ?? now
    this.state = saved?.state ?? api.initial(options)
    this.ledger = new Ledger(api, this.state, this.variant, saved)
    this.calls = saved?.calls ?? 0
    this.seed = saved?.script.seed ?? 1
    this.faults = saved?.script.faults ?? []
    this.nextFault = saved?.script.next ?? 0
    if (script !== undefined) this.replaceScript(script)
    this.random = { state: saved?.random ?? Math.floor(draw(this.seed, "random") * 2 ** 32) }
  }

  save(): Saved<State> {
    return structuredClone({
      version: savedVersion,
      vendor: this.api.vendor,
      accounts: this.accounts,
      ...(this.variant === undefined ? {} : { variant: this.variant }),
      started: this.started,
      calls: this.calls,
      random: this.random.state,
      script: { seed: this.seed, next: this.nextFault, faults: this.faults },
      ...this.ledger.values(),
      state: this.state
    })
  }

  replaceScript({ faults, seed = 1 }: Script): void {
    this.seed = seed
    this.faults = []
    this.nextFault = 0
    for (const fault of faults) this.addFault(fault)
  }

  addFault(fault: Fault): void {
    this.faults = [...this.faults, { id: this.nextFault++, fault: structuredClone(fault), struck: 0 }]
  }

  removeFault(name: string): number {
    const left = this.faults.filter(({ fault }) => fault.name !== name)
    const removed = this.faults.length - left.length
    this.faults = left
    return removed
  }

  act(act: Act): void {
    this.api.act(this.state, act)
    this.ledger.acted(act)
  }

  put(account: string, kind: Kind, record: Readonly<Record<string, unknown>>): void {
    this.api.put(this.state, account, kind, structuredClone(record))
    this.ledger.changed(account)
  }

  /** A call arrives: it is counted, its faults are chosen, and what has to happen before it is answered happens. */
  arrive(request: WireRequest, at: number, sent: Moment): Arrived {
    const received = this.api.receive(this.state, request)
    const number = ++this.calls
    const situation = { number, millis: at - this.started, received, seed: this.seed }
    const arrived = { request, received, at, sent, plan: plan(this.faults, situation) }
    this.ledger.arrived(arrived)
    for (const act of arrived.plan.acts) this.act(act)
    return arrived
  }

  /** The call is answered, and its write done. */
  answer(arrived: Arrived, now: number): Done {
    const { plan, request } = arrived
    if (plan.cut === "BeforeRead") {
      this.ledger.unread(arrived)
      return { exchange: { _tag: "Cut", at: plan.cut }, tells: [] }
    }
    // Again: what has happened since may have changed whose request it is.
    const received = this.api.receive(this.state, request)
    // A stranger's request is for no account, and writes nothing.
    if (this.accounts.includes(received.account)) this.ledger.beforeWrite(received)
    const moment = { now, random: () => next(this.random) }
    const answered = answerOf(this.api, this.state, request, received, plan, moment)
    const tells = this.ledger.answered(arrived, received, answered, now)
    const { answer } = answered
    return {
      exchange: plan.cut === undefined ? { _tag: "Answer", answer } : { _tag: "Cut", at: plan.cut, answer },
      tells
    }
  }
}
