import { describe } from "vitest"
import { childSuite } from "./childSuite.ts"
import { intakeSuite } from "./intakeSuite.ts"
import { leaseSuite } from "./leaseSuite.ts"
import { lockSuite } from "./lockSuite.ts"
import { migrationSuite } from "./migrationSuite.ts"
import { peopleSuite } from "./peopleSuite.ts"
import { propertySuite } from "./propertySuite.ts"
import { settleSuite } from "./settleSuite.ts"
import { stopSuite } from "./stopSuite.ts"
import type { Backend } from "./support/backend.ts"
import { takeSuite } from "./takeSuite.ts"

/** The same for every database. */
export const suite = (backend: Backend): void => {
  describe(`the store in ${backend.name}`, () => {
    intakeSuite(backend)
    takeSuite(backend)
    settleSuite(backend)
    stopSuite(backend)
    peopleSuite(backend)
    leaseSuite(backend)
    lockSuite(backend)
    migrationSuite(backend)
    childSuite(backend)
    propertySuite(backend)
  })
}
