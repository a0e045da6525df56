import { compareProblems, type Problem } from "../Problem.ts"
import { parseJson, positionOf } from "./parseJson.ts"

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

/** Gives each problem the line and column of its place, and all of them one order. */
export const locate = (
  problems: ReadonlyArray<Problem>,
  texts: ReadonlyMap<string, string>
): ReadonlyArray<Problem> => {
  const byFile = new Map<string, ReadonlyMap<string, number>>()
  return problems
    .map((problem) => {
      const text = texts.get(problem.file)
      if (text === undefined || problem.line !== undefined || problem.place === "") return problem
      const places = byFile.get(problem.file) ?? placesOf(text)
      byFile.set(problem.file, places)
      return { ...problem, ...positionOf(text, offsetOf(places, problem.place)) }
    })
    .sort(compareProblems)
}
