import type { Operation } from "@crm-errors/core"
import type { Situation } from "./situations.ts"

/** What is done, and whether it may be done twice: the two go together, because a read is always safe. */
export interface Doing {
  readonly intent: Operation.Intent
  readonly repeat: Operation.Repeat
}

interface Dimensions {
  readonly batch: boolean
  readonly probe: boolean
  readonly moment: Situation["moment"]
  /** A {@link Doing}, as `Create Unsafe`. */
  readonly doing: string
}

/** Situations that can be told in words: some values of each dimension, in every combination. */
export type Box = { readonly [D in keyof Dimensions]: ReadonlyArray<Dimensions[D]> }

const coordinatesOf = ({ batch, intent, moment, probe, repeat }: Situation): Dimensions => ({
  batch,
  probe,
  moment,
  doing: `${intent} ${repeat}`
})

/** The doing that a box's value stands for. */
export const doingOf = (value: string): Doing => {
  const [intent, repeat] = value.split(" ")
  return { intent: intent as Operation.Intent, repeat: repeat as Operation.Repeat }
}

// A dimension that comes first is widened first, and a dimension that is as wide as can be needs no words: how
// large the request is says less than whether it is a write.
const dimensions = ["batch", "probe", "moment", "doing"] as const

const pointText = ({ batch, doing, moment, probe }: Dimensions): string => `${batch} ${probe} ${moment} ${doing}`

/** The box of all these situations, which have to be every combination of their values. */
export const boxOf = (all: Iterable<Situation>): Box => {
  const points = Array.from(all, coordinatesOf)
  const valuesOf = <D extends keyof Dimensions>(dimension: D): ReadonlyArray<Dimensions[D]> => [
    ...new Set(points.map((point) => point[dimension]))
  ]
  return { batch: valuesOf("batch"), probe: valuesOf("probe"), moment: valuesOf("moment"), doing: valuesOf("doing") }
}

const pointsOf = (box: Box): ReadonlyArray<Dimensions> =>
  box.batch.flatMap((batch) =>
    box.probe.flatMap((probe) =>
      box.moment.flatMap((moment) => box.doing.map((doing) => ({ batch, probe, moment, doing })))
    )
  )

const boxAround = (start: Dimensions, chosen: ReadonlySet<string>, left: ReadonlySet<string>, whole: Box): Box => {
  let box: Box = { batch: [start.batch], probe: [start.probe], moment: [start.moment], doing: [start.doing] }
  for (const dimension of dimensions) {
    for (const value of whole[dimension]) {
      if (value === start[dimension]) continue
      const slice = pointsOf({ ...box, [dimension]: [value] }).map(pointText)
      // What is told already is not told again.
      if (slice.every((point) => chosen.has(point)) && slice.some((point) => left.has(point))) {
        box = { ...box, [dimension]: [...box[dimension], value] }
      }
    }
  }
  return box
}

/** Boxes that together hold the chosen situations of the whole and nothing else. Few, but not always the fewest. */
export const cover = (chosen: ReadonlySet<Situation>, whole: Box): ReadonlyArray<Box> => {
  const boxes: Array<Box> = []
  const texts = new Set(Array.from(chosen, (situation) => pointText(coordinatesOf(situation))))
  const left = new Set(texts)
  for (const situation of chosen) {
    const start = coordinatesOf(situation)
    if (!left.has(pointText(start))) continue
    const box = boxAround(start, texts, left, whole)
    boxes.push(box)
    for (const point of pointsOf(box)) left.delete(pointText(point))
  }
  return boxes
}
