import { describe, expect, it } from "vitest"
import { catalog, makeAcme } from "../support/acme.ts"

describe("an adapter that cannot work is not made", () => {
  it.each<readonly [string, Parameters<typeof makeAcme>[0], string]>([
    [
      "a catalog of another vendor",
      { catalog: { ...catalog, vendor: "other" } },
      "make({ catalog }): expected the catalog of acme, found that of other. Pass the `catalog` of @crm-errors/catalog-acme."
    ],
    [
      "a catalog of another format",
      { catalog: { ...catalog, schemaVersion: 2 } },
      "make({ catalog }): expected schemaVersion 1, found 2. Use a release of the catalog that this adapter can read, or an adapter that reads this catalog."
    ],
    [
      "a catalog that is none",
      { catalog: { ...catalog, entries: undefined } as unknown as typeof catalog },
      "make({ catalog }): expected a list at /entries. Compile the catalog with `crm-errors catalog build`."
    ],
    [
      "a variant that is none",
      { variant: "modern" },
      'make({ variant }): "modern" is not a variant of acme. Use one of: classic.'
    ],
    [
      "a cap of nothing",
      { maxBodyBytes: 0 },
      "make({ maxBodyBytes }): expected a positive number of bytes, found 0. Leave it out for 1 MiB."
    ],
    [
      "a cap that is no number",
      { maxBodyBytes: Number.NaN },
      "make({ maxBodyBytes }): expected a positive number of bytes, found NaN. Leave it out for 1 MiB."
    ]
  ])("%s", (_, options, message) => {
    expect(() => makeAcme(options)).toThrow(new Error(message))
  })

  it("reads another release of the catalog", () => {
    const newer = makeAcme({ catalog: { ...catalog, version: "2.0.0" }, variant: "classic" })
    expect(newer.normalize({ status: 400 }).toJSON()).toMatchObject({ error: { evidence: { catalog: "2.0.0" } } })
    expect([newer.vendor, newer.maxBodyBytes]).toEqual(["acme", 1_048_576])
  })
})
