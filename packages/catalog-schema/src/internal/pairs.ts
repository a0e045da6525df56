import type { Alternative } from "./exclusive.ts"

/** Something that has an alternative, and its number among all. */
export interface Ranked {
  readonly alternative: Alternative
  readonly rank: number
}

// Fewer than so many are compared each with each: looking for what tells them apart would take longer.
const few = 16

const listKeys = ["section", "status", "operation", "intent", "variant", "body"] as const

type Values = ReadonlyArray<unknown>

/**
 * The places where an alternative lists what it lets through, with the values: two alternatives that share a place
 * and no value of it exclude each other.
 */
const placesOf = ({ alternative }: Ranked): ReadonlyMap<string, Values> => {
  const places = new Map<string, Values>()
  for (const key of listKeys) {
    const values = alternative[key]
    if (values !== undefined) places.set(key, values)
  }
  for (const { equals, name, oneOf } of alternative.header ?? []) {
    if (oneOf !== undefined || equals !== undefined) places.set(`header ${name}`, oneOf ?? [equals])
  }
  for (const { equals, oneOf, path } of alternative.pointer ?? []) {
    if (oneOf !== undefined || equals !== undefined) places.set(`pointer ${path}`, oneOf ?? [equals])
  }
  return places
}

interface Placed<Value> {
  readonly value: Value
  readonly places: ReadonlyMap<string, Values>
}

/** The place that most of them have, among those that were not used yet. */
const commonest = (all: ReadonlyArray<Placed<unknown>>, used: ReadonlySet<string>): string | undefined => {
  const counts = new Map<string, number>()
  for (const { places } of all) {
    for (const place of places.keys()) if (!used.has(place)) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  let most: string | undefined
  for (const [place, count] of counts) if (most === undefined || count > (counts.get(most) ?? 0)) most = place
  return most
}

type Visit<Value> = (left: Value, right: Value) => void

const each = <Value>(all: ReadonlyArray<Placed<Value>>, visit: Visit<Value>): void => {
  for (let left = 0; left < all.length; left++) {
    for (let right = left + 1; right < all.length; right++) visit(all[left]!.value, all[right]!.value)
  }
}

const walk = <Value>(all: ReadonlyArray<Placed<Value>>, used: ReadonlySet<string>, visit: Visit<Value>): void => {
  const place = all.length <= few ? undefined : commonest(all, used)
  if (place === undefined) {
    each(all, visit)
    return
  }
  const byValue = new Map<unknown, Array<Placed<Value>>>()
  const open: Array<Placed<Value>> = []
  for (const one of all) {
    const values = one.places.get(place)
    if (values === undefined) {
      open.push(one)
      continue
    }
    for (const value of new Set(values)) {
      const group = byValue.get(value)
      if (group === undefined) byValue.set(value, [one])
      else group.push(one)
    }
  }
  const deeper = new Set([...used, place])
  for (const group of byValue.values()) walk(group, deeper, visit)
  // What says nothing about the place can meet everything.
  walk(open, deeper, visit)
  for (const left of open) for (const right of all) if (right.places.has(place)) visit(left.value, right.value)
}

/**
 * Visits all pairs except those that obviously exclude each other, some of them several times: in a time that grows
 * with the number of alternatives, where catalogs are what they are.
 */
export const pairsThatMayMeet = <Value extends Ranked>(all: ReadonlyArray<Value>, visit: Visit<Value>): void =>
  walk(
    all.map((value) => ({ value, places: placesOf(value) })),
    new Set(),
    (left, right) => (left.rank < right.rank ? visit(left, right) : visit(right, left))
  )
