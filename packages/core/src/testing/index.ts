/**
 * The conformance suite for adapters, ours and a third party's, and what fixtures are decided with. It needs no
 * test runner: a clause is a name and a function that throws.
 */
export { conformance } from "./conformance.ts"
export type { Expected, Fixture, FixtureAnswer } from "./Fixture.ts"
export { firstHistory, receivedAt, repeatHistory } from "./moments.ts"
export { type Observed, observe, ofAnyRelease } from "./observe.ts"
export type { Clause, Options } from "./Suite.ts"
