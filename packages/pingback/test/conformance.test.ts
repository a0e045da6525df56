import { conformance } from "@crm-errors/core/testing"
import { describe, it } from "vitest"
import { Pingback } from "../src/index.ts"
import { fixtures } from "./fixtures.ts"

describe("conformance", () => {
  for (const { name, run } of conformance({ adapter: Pingback.make(), fixtures })) it(name, run)
})
