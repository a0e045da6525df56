/**
 * What is written three times (core, the schema, the published types) says the same: a reason, a literal or a
 * field that core adds breaks these tests until the others know it.
 */
import type { AuthoredEntry, CompiledCatalog, EntryReasonTag, reasonSchemas } from "@crm-errors/catalog-schema"
import type { Operation, Reason, Verdict, When } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import { describe, expectTypeOf, it } from "vitest"
import type * as z from "zod"
import type { bodyFormSchema, intentSchema } from "../src/schema/match.ts"
import type { repeatSchema } from "../src/schema/operations.ts"
import type {
  actorSchema,
  changeSchema,
  effectSchema,
  refreshSchema,
  scopeSchema,
  windowSchema
} from "../src/schema/verdict.ts"
import type * as published from "./tiny/src/index.ts"

/** Each may stand where the other is wanted. */
type Mutual<Left, Right> = [Left] extends [Right]
  ? [Right] extends [Left]
    ? true
    : "the right lacks something"
  : "the left lacks something"

describe("reasons", () => {
  it("knows every reason that an entry can give, and no other", () => {
    expectTypeOf<keyof typeof reasonSchemas>().toEqualTypeOf<EntryReasonTag>()
    expectTypeOf<Exclude<Reason.ReasonTag, EntryReasonTag>>().toEqualTypeOf<"NetworkError" | "UncataloguedError">()
  })

  it("has the fields and literals of core's classes", () => {
    type Written<Tag extends Reason.ReasonTag> = Omit<
      Extract<Reason.Reason, { readonly _tag: Tag }>,
      "family" | "fields" | "pipe"
    >
    type Agreement = {
      [Tag in EntryReasonTag]: Mutual<z.output<(typeof reasonSchemas)[Tag]>, Written<Tag>>
    }
    expectTypeOf<Agreement>().toEqualTypeOf<{ [Tag in EntryReasonTag]: true }>()
  })

  it("fits core's reasons as data", () => {
    expectTypeOf<NonNullable<AuthoredEntry["reason"]>>().toExtend<Catalog.ReasonData>()
  })
})

describe("verdicts", () => {
  it("has core's literals", () => {
    expectTypeOf<z.output<typeof effectSchema>>().toEqualTypeOf<Verdict.Effect>()
    expectTypeOf<z.output<typeof changeSchema>>().toEqualTypeOf<Verdict.Change>()
    expectTypeOf<z.output<typeof scopeSchema>>().toEqualTypeOf<Verdict.Scope>()
    expectTypeOf<z.output<typeof actorSchema>>().toEqualTypeOf<Verdict.Actor>()
    expectTypeOf<z.output<typeof windowSchema>>().toEqualTypeOf<When.Window>()
    expectTypeOf<z.output<typeof refreshSchema>>().toEqualTypeOf<When.Refresh>()
    expectTypeOf<NonNullable<AuthoredEntry["verdict"]>["when"]["_tag"]>().toEqualTypeOf<When.WhenTag>()
    expectTypeOf<NonNullable<AuthoredEntry["verdict"]>>().toExtend<Verdict.Verdict>()
  })
})

describe("constraints and operations", () => {
  it("has core's literals and keys", () => {
    expectTypeOf<z.output<typeof bodyFormSchema>>().toEqualTypeOf<Catalog.BodyForm>()
    expectTypeOf<z.output<typeof intentSchema>>().toEqualTypeOf<Operation.Intent>()
    expectTypeOf<z.output<typeof repeatSchema>>().toEqualTypeOf<Operation.Repeat>()
    expectTypeOf<keyof AuthoredEntry["match"][number]>().toEqualTypeOf<keyof Catalog.Match>()
    expectTypeOf<AuthoredEntry["match"][number]>().toExtend<Catalog.Match>()
  })
})

describe("the compiled catalog", () => {
  it("is core's, and has all of its keys", () => {
    expectTypeOf<CompiledCatalog>().toExtend<Catalog.Catalog>()
    expectTypeOf<keyof CompiledCatalog>().toEqualTypeOf<keyof Catalog.Catalog>()
    expectTypeOf<keyof CompiledCatalog["entries"][number]>().toEqualTypeOf<keyof Catalog.Entry>()
    expectTypeOf<keyof CompiledCatalog["operations"][number]>().toEqualTypeOf<keyof Catalog.CatalogOperation>()
    expectTypeOf<keyof CompiledCatalog["waits"][number]>().toEqualTypeOf<keyof Catalog.WaitHint>()
    expectTypeOf<keyof CompiledCatalog["sections"][number]>().toEqualTypeOf<keyof Catalog.Section>()
  })

  it("has published types that core's and the catalogs' may be exchanged for", () => {
    expectTypeOf<Mutual<published.Catalog, Catalog.Catalog>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.Entry, Catalog.Entry>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.Match, Catalog.Match>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.ReasonData, Catalog.ReasonData>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.Verdict, Verdict.Verdict>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.When, When.When>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.CatalogOperation, Catalog.CatalogOperation>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.WaitHint, Catalog.WaitHint>>().toEqualTypeOf<true>()
    expectTypeOf<Mutual<published.Limit, Catalog.Limit>>().toEqualTypeOf<true>()
    expectTypeOf<keyof published.Entry>().toEqualTypeOf<keyof Catalog.Entry>()
    expectTypeOf<keyof published.When>().toEqualTypeOf<keyof When.When>()
    expectTypeOf<keyof published.Verdict>().toEqualTypeOf<keyof Verdict.Verdict>()
    expectTypeOf<keyof published.ReasonData>().toEqualTypeOf<keyof Catalog.ReasonData>()
  })

  it("has ids that a misspelling does not fit", () => {
    expectTypeOf<published.EntryId>().toEqualTypeOf<"tiny/http/401" | "tiny/people/9" | "tiny/people/10">()
  })
})
