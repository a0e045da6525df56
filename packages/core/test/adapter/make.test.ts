import { describe, expect, it } from "vitest"
import { catalog, makeAcme } from "../support/acme.ts"

const failure = catalog.entries.find(({ outcome }) => outcome === "Failed")!

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
      "a catalog that says its format otherwise",
      { catalog: { ...catalog, schemaVersion: "1" } as unknown as typeof catalog },
      'make({ catalog }): expected schemaVersion 1, found "1". Use a release of the catalog that this adapter can read, or an adapter that reads this catalog.'
    ],
    [
      "a text",
      { catalog: "catalog.json" as unknown as typeof catalog },
      "make({ catalog }): expected schemaVersion 1, found undefined. Use a release of the catalog that this adapter can read, or an adapter that reads this catalog."
    ],
    ...(["limits", "secrets"] as const).map(
      (list) =>
        [
          `a catalog without ${list}`,
          { catalog: { ...catalog, [list]: undefined } as unknown as typeof catalog },
          `make({ catalog }): expected a list at /${list}. Compile the catalog with \`crm-errors catalog build\`.`
        ] as const
    ),
    ...[
      ["nothing", null],
      ["no match", { ...failure, match: undefined }],
      ["an outcome of another format", { ...failure, outcome: "Perhaps" }],
      ["no reason", { ...failure, reason: undefined }],
      ["no verdict, which would be read as a success", { ...failure, verdict: undefined }],
      ["a time of another format", { ...failure, verdict: { ...failure.verdict, when: { _tag: "Soon" } } }],
      ["no scope", { ...failure, verdict: { ...failure.verdict, scope: undefined } }],
      ["no actor", { ...failure, verdict: { ...failure.verdict, actor: "Nobody" } }]
    ].map(
      ([name, entry]) =>
        [
          `an entry with ${String(name)}`,
          { catalog: { ...catalog, entries: [failure, entry] } as unknown as typeof catalog },
          "make({ catalog }): expected an entry at /entries/1. Compile the catalog with `crm-errors catalog build`."
        ] as const
    ),
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
