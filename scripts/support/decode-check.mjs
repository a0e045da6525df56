// Run by every runtime of the support matrix, in a project that has only the tarballs.
import assert from "node:assert/strict"
import { Amocrm } from "@crm-errors/amocrm"
import { catalog } from "@crm-errors/catalog-amocrm"
import { ConstantContact } from "@crm-errors/constant-contact"
import { decide, Operation } from "@crm-errors/core"
import { Pingback } from "@crm-errors/pingback"

const limited = Amocrm.normalize(
  { status: 429, headers: { "Retry-After": "7", "content-type": "text/html" }, body: "<html>429</html>" },
  { method: "GET", path: "/api/v4/leads" }
)
assert.equal(limited._tag, "Failed")
assert.equal(limited.error.reason._tag, "RateLimitError")
assert.deepEqual(limited.error.verdict.when, { _tag: "After", millis: 7000 })

const duplicate = await ConstantContact.fromResponse(
  new Response(
    JSON.stringify({
      result: {
        creates: [
          { success: true, error: null, id: 1 },
          { success: false, error: { code: 301, message: "Entry already exists.", data: [] } }
        ]
      },
      error: [{ code: 301, message: "Entry already exists.", data: [] }],
      id: "1"
    })
  ),
  { rpc_method: "createLeads", size: 2 }
)
assert.equal(duplicate._tag, "Mixed")
assert.deepEqual(
  duplicate.items.map((item) => item.status),
  ["Applied", "Failed"]
)
assert.equal(duplicate.items[1].error.entry.endsWith("/301"), true)

const cut = await Pingback.fromFetch(
  () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } })),
  { method: "POST", path: "/v2/contacts" }
)
assert.equal(cut._tag, "Failed")
assert.deepEqual({ ...cut.error.reason }, { _tag: "NetworkError", phase: "Connect" })
assert.equal(decide(cut, Operation.make({ intent: "Create" }), undefined, undefined, 0)._tag, "Retry")
assert.equal(catalog.vendor, "amocrm")
console.log("decodes answers of all three vendors and decides.")
