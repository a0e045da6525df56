import { type CatalogSource, compile, type Finding, type Rule } from "@crm-errors/catalog-schema"
import type { Adapter } from "@crm-errors/core/adapter"
import { conformance, type Fixture } from "@crm-errors/core/testing"

const folder = "fixtures/"

const fixturesOf = ({ fixtures }: CatalogSource): { readonly [name: string]: Fixture } =>
  Object.fromEntries(fixtures.map(({ file, value }) => [file.slice(folder.length), value as Fixture]))

/** What a clause complains about, taken apart again: a clause throws one sentence that names the fixture. */
const findingOf = (name: string, thrown: unknown): Finding => {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const [what = message, fix = "Correct the fixture, the entry or the adapter."] = message.split(` (${name}). `)
  return { file: `${folder}${name}`, place: "", what, fix: fix.replace(/\.$/, "") }
}

/**
 * The rule that only an adapter can check: that a fixture matches exactly its entry, and comes to the outcome and
 * the decisions that it expects. The clauses are those of core's conformance suite.
 */
export const fixturesAgree = (adapterOf: (catalog: Adapter["catalog"]) => Adapter): Rule => ({
  name: "fixture-agrees",
  about:
    "Every fixture matches exactly its entry, and the adapter gives the outcome and the decisions that it expects.",
  *check(source) {
    const fixtures = fixturesOf(source)
    for (const { name, run } of conformance({ adapter: adapterOf(compile(source)), fixtures })) {
      const fixture = name.slice(name.lastIndexOf(": ") + 2)
      if (!Object.hasOwn(fixtures, fixture)) continue
      try {
        // The clauses about fixtures are synchronous.
        void run()
      } catch (thrown) {
        yield findingOf(fixture, thrown)
      }
    }
  }
})
