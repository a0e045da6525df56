import { compareProblems, type Problem } from "../Problem.ts"
import { parseJson } from "./parseJson.ts"

const placesOf = (text: string): ReadonlyMap<string, number> => {
  const places = new Map<string, number>()
  parseJson(text, (place, offset) => {
    if (!places.has(place)) places.set(place, offset)
  })
  return places
}

/** The place itself, or the nearest one around it: what is missing has no line of its own. */
const offsetOf = (places: ReadonlyMap<string, number>, place: string): number => {
  for (let around = place; ; around = around.slice(0, around.lastIndexOf("/"))) {
    const offset = places.get(around)
    if (offset !== undefined) return offset
    if (around === "") return 0
  }
}

/** Where the lines of a text begin, so that a thousand problems do not read it a thousand times. */
const lineStartsOf = (text: string): ReadonlyArray<number> => {
  const starts = [0]
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1)
  return starts
}

const positionIn = (
  starts: ReadonlyArray<number>,
  offset: number
): { readonly line: number; readonly column: number } => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - starts[low]! + 1 }
}

interface Located {
  readonly places: ReadonlyMap<string, number>
  readonly starts: ReadonlyArray<number>
}

/** Gives each problem the line and column of its place, and all of them one order. */
export const locate = (
  problems: ReadonlyArray<Problem>,
  texts: ReadonlyMap<string, string>
): ReadonlyArray<Problem> => {
  const byFile = new Map<string, Located>()
  return problems
    .map((problem) => {
      const text = texts.get(problem.file)
      if (text === undefined || problem.line !== undefined || problem.place === "") return problem
      const located = byFile.get(problem.file) ?? { places: placesOf(text), starts: lineStartsOf(text) }
      byFile.set(problem.file, located)
      return { ...problem, ...positionIn(located.starts, offsetOf(located.places, problem.place)) }
    })
    .sort(compareProblems)
}
