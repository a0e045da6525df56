import { conformance } from "@crm-errors/core/testing"
import { describe, it } from "vitest"
import { ConstantContact } from "../src/index.ts"
import { fixtures } from "./fixtures.ts"

describe("conformance", () => {
  for (const { name, run } of conformance({ adapter: ConstantContact.make(), fixtures })) it(name, run)
})
