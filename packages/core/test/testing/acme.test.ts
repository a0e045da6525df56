import { conformance } from "@crm-errors/core/testing"
import { describe, it } from "vitest"
import { acme } from "../support/acme.ts"
import { fixtures } from "../support/fixtures.ts"

describe("the made-up adapter", () => {
  for (const { name, run } of conformance({ adapter: acme, fixtures })) it(name, run)
})
