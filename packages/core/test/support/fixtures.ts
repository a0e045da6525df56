// Fixtures of the made-up vendor. The expected side is written by hand from the design's rules.

import type { RequestDescriptor } from "@crm-errors/core/adapter"
import type { Fixture, FixtureAnswer } from "@crm-errors/core/testing"

const requestId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"

const answer = (status: number, body: string, headers: Record<string, string> = {}): FixtureAnswer => ({
  status,
  headers: { "content-type": "application/json", "x-request-id": requestId, ...headers },
  body
})

const createContact = (size: number): RequestDescriptor => ({ method: "POST", path: "/contacts", size })
const createDeal = (size: number): RequestDescriptor => ({ method: "POST", path: "/deals", size })

const made = (fixture: Omit<Fixture, "provenance">): Fixture => ({
  provenance: "from-docs",
  source: "made up",
  ...fixture
})

const error = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  _tag: "CrmError",
  vendor: "acme",
  requestId,
  ...fields
})

const byCode = { by: "Code", matched: ["code"], body: "Json", catalog: "current", confidence: "documented" }
const byCodeInSection = { ...byCode, matched: ["code", "section"] }

export const fixtures: Readonly<Record<string, Fixture>> = {
  "acme-contacts-100--two-fields": made({
    entry: "acme/contacts/100",
    answer: answer(
      400,
      '{"code":100,"text":"Bad e-mail jane.doe@example.com","fields":[{"path":"email","code":"Invalid","item":0},{"path":"a b"}]}'
    ),
    request: createContact(2),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "contacts.create",
          code: "100",
          entry: "acme/contacts/100",
          reason: {
            _tag: "InvalidRecordError",
            fields: [{ path: "email", code: "Invalid", item: 0 }, { path: "fp:077999f8bd030e" }]
          },
          verdict: {
            when: { _tag: "Never" },
            effect: "NotApplied",
            change: "Modified",
            scope: ["Request"],
            actor: ["DataOwner"]
          },
          evidence: byCodeInSection,
          httpStatus: 400
        })
      },
      first: { _tag: "Fail", because: "Verdict" },
      repeat: { _tag: "Fail", because: "Verdict" }
    }
  }),
  "acme-contacts-100--one-of-two-records": made({
    entry: "acme/contacts/100",
    answer: answer(207, '{"results":[{"at":1,"code":"100","text":"Bad"}]}'),
    request: createContact(2),
    expected: {
      outcome: {
        _tag: "Mixed",
        items: [
          { index: 0, status: "NotAttempted" },
          {
            index: 1,
            status: "Failed",
            error: error({
              operation: "contacts.create",
              code: "100",
              entry: "acme/contacts/100",
              reason: { _tag: "InvalidRecordError", fields: [] },
              verdict: {
                when: { _tag: "Never" },
                effect: "NotApplied",
                change: "Modified",
                scope: ["Item"],
                actor: ["DataOwner"]
              },
              evidence: byCodeInSection,
              httpStatus: 207
            })
          }
        ]
      },
      first: {
        _tag: "Items",
        items: [
          { _tag: "Retry", at: "2026-11-21T12:00:00.000Z", because: "Verdict" },
          { _tag: "Skip", because: "Verdict" }
        ],
        rest: { _tag: "Done", because: "GoalMet" }
      },
      repeat: {
        _tag: "Items",
        items: [
          { _tag: "Retry", at: "2026-11-21T12:00:00.000Z", because: "Verdict" },
          { _tag: "Skip", because: "Verdict" }
        ],
        rest: { _tag: "Done", because: "GoalMet" }
      }
    }
  }),
  "acme-deals-100--contact-missing": made({
    entry: "acme/deals/100",
    answer: answer(400, '{"code":"100","text":"No such contact"}'),
    request: createDeal(1),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "deals.create",
          code: "100",
          entry: "acme/deals/100",
          reason: { _tag: "InvalidReferenceError", resource: "Parent" },
          verdict: {
            when: { _tag: "AfterDependency" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Item"],
            actor: ["Nobody"]
          },
          evidence: byCodeInSection,
          httpStatus: 400
        })
      },
      first: { _tag: "Requeue", at: "2026-11-21T12:00:00.000Z", because: "Verdict" },
      repeat: { _tag: "Fail", because: "OutcomeUnknown" }
    }
  }),
  "acme-deals-100--section-unknown": made({
    entry: "acme/contacts/100",
    answer: answer(400, '{"code":"100","text":"No such contact"}'),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          code: "100",
          entry: "acme/contacts/100",
          reason: { _tag: "InvalidRecordError", fields: [] },
          verdict: {
            when: { _tag: "Never" },
            effect: "NotApplied",
            change: "Modified",
            scope: ["Item", "Request"],
            actor: ["DataOwner"]
          },
          evidence: { ...byCode, by: "CodeWithoutSection", alternatives: ["acme/deals/100"] },
          httpStatus: 400
        })
      },
      first: { _tag: "Fail", because: "Verdict" },
      repeat: { _tag: "Fail", because: "Verdict" }
    }
  }),
  "acme-contacts-301--create": made({
    entry: "acme/contacts/301",
    answer: answer(409, '{"code":301,"text":"There already"}'),
    request: createContact(1),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "contacts.create",
          code: "301",
          entry: "acme/contacts/301",
          reason: { _tag: "AlreadyExistsError", owner: "Unknown" },
          verdict: {
            when: { _tag: "Never" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Item"],
            actor: ["DataOwner"]
          },
          evidence: { ...byCodeInSection, effectConfidence: "inferred" },
          httpStatus: 409
        })
      },
      first: { _tag: "Skip", because: "GoalPerhapsMet" },
      repeat: { _tag: "Done", because: "UnmaskedByCode", assumed: true }
    }
  }),
  "acme-contacts-280--nothing-to-do": made({
    entry: "acme/contacts/280",
    answer: answer(400, '{"code":280,"text":"Fine"}'),
    request: createContact(1),
    expected: {
      outcome: { _tag: "Success" },
      first: { _tag: "Done", because: "GoalMet" },
      repeat: { _tag: "Done", because: "GoalMet" }
    }
  }),
  "acme-contacts-302--no-rows": made({
    entry: "acme/contacts/302",
    answer: answer(200, '{"code":302,"text":"No rows affected","used":3,"allowed":10}'),
    request: { method: "PATCH", path: "/contacts/7" },
    expected: {
      outcome: {
        _tag: "NoOp",
        entry: "acme/contacts/302",
        code: "302",
        ambiguous: true,
        usage: { used: 3, allowed: 10 }
      },
      first: { _tag: "Skip", because: "GoalPerhapsMet" },
      repeat: { _tag: "Skip", because: "GoalPerhapsMet" }
    }
  }),
  "acme-contacts-204--nothing-found": made({
    entry: "acme/contacts/204",
    answer: answer(200, '{"code":204,"text":"Nothing"}'),
    request: { method: "GET", path: "/contacts/7" },
    expected: {
      outcome: { _tag: "Empty" },
      first: { _tag: "Done", because: "GoalMet" },
      repeat: { _tag: "Done", because: "GoalMet" }
    }
  }),
  "acme-all-429--hint-in-the-body": made({
    entry: "acme/all/429",
    answer: answer(429, '{"code":429,"text":"Slow down","retryIn":7}'),
    request: createDeal(1),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "deals.create",
          code: "429",
          entry: "acme/all/429",
          reason: { _tag: "RateLimitError" },
          verdict: {
            when: { _tag: "After", millis: 7_000 },
            effect: "NotApplied",
            change: "Same",
            scope: ["Account"],
            actor: ["Nobody"]
          },
          evidence: { ...byCode, wait: "body:/retryIn" },
          httpStatus: 429
        })
      },
      first: { _tag: "Retry", at: "2026-11-21T12:00:07.000Z", because: "Verdict" },
      repeat: { _tag: "Fail", because: "OutcomeUnknown" }
    }
  }),
  "acme-all-429--no-hint": made({
    entry: "acme/all/429",
    answer: answer(429, '{"code":429,"text":"Slow down"}'),
    request: createContact(50),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "contacts.create",
          code: "429",
          entry: "acme/all/429",
          reason: { _tag: "RateLimitError" },
          verdict: {
            when: { _tag: "After", millis: 1_000 },
            effect: "NotApplied",
            change: "Same",
            scope: ["Account"],
            actor: ["Nobody"]
          },
          evidence: { ...byCode, wait: "catalog" },
          httpStatus: 429
        })
      },
      first: { _tag: "Retry", at: "2026-11-21T12:00:01.000Z", because: "Verdict" },
      repeat: { _tag: "Retry", at: "2026-11-21T12:00:02.000Z", because: "Verdict" }
    }
  }),
  "acme-all-quota--day": made({
    entry: "acme/all/quota",
    answer: answer(429, '{"code":"DAILY_QUOTA","text":"Come back tomorrow"}', { "x-reset": "1795305600" }),
    request: createContact(50),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "contacts.create",
          code: "DAILY_QUOTA",
          entry: "acme/all/quota",
          reason: { _tag: "QuotaExhaustedError", window: "Day" },
          verdict: {
            when: { _tag: "After", at: "2026-11-22T00:00:00.000Z" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Account"],
            actor: ["Nobody"]
          },
          evidence: { ...byCode, wait: "header:x-reset" },
          httpStatus: 429
        })
      },
      first: { _tag: "Park", until: "2026-11-22T00:00:00.000Z", scopes: ["Account"], because: "Patience" },
      repeat: { _tag: "Park", until: "2026-11-22T00:00:00.000Z", scopes: ["Account"], because: "Patience" }
    }
  }),
  "acme-all-batch--limit-named": made({
    entry: "acme/all/batch",
    answer: answer(400, '{"code":"TOO_MANY","text":"At most 20","limit":20}'),
    request: createContact(50),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "contacts.create",
          code: "TOO_MANY",
          entry: "acme/all/batch",
          reason: { _tag: "BatchTooLargeError", limit: 20 },
          verdict: {
            when: { _tag: "Now" },
            effect: "NotApplied",
            change: "Split",
            scope: ["Request"],
            actor: ["Nobody"]
          },
          evidence: byCode,
          httpStatus: 400
        })
      },
      first: { _tag: "Split", at: "2026-11-21T12:00:00.000Z", maxItems: 20, because: "Verdict" },
      repeat: { _tag: "Split", at: "2026-11-21T12:00:00.000Z", maxItems: 20, because: "Verdict" }
    }
  }),
  "acme-all-limit--text": made({
    entry: "acme/all/limit",
    answer: answer(400, '{"text":"Limit 10 per request"}'),
    request: createDeal(1),
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "deals.create",
          entry: "acme/all/limit",
          reason: { _tag: "BatchTooLargeError", limit: 10 },
          verdict: {
            when: { _tag: "Now" },
            effect: "NotApplied",
            change: "Split",
            scope: ["Request"],
            actor: ["Nobody"]
          },
          evidence: { ...byCode, by: "Text", matched: ["status=400", "body:/text"] },
          httpStatus: 400
        })
      },
      first: { _tag: "Skip", because: "SingleRecord" },
      repeat: { _tag: "Skip", because: "SingleRecord" }
    }
  }),
  "acme-all-blocked--page": made({
    entry: "acme/all/blocked",
    answer: answer(403, "<html><h1>403</h1></html>", { "content-type": "text/html" }),
    request: { method: "GET", path: "/contacts/7" },
    expected: {
      outcome: {
        _tag: "Failed",
        error: error({
          operation: "contacts.read",
          entry: "acme/all/blocked",
          reason: { _tag: "AccessBlockedError" },
          verdict: {
            when: { _tag: "AfterPerson" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Account", "EgressIp"],
            actor: ["VendorSupport"]
          },
          evidence: {
            by: "Status",
            matched: ["status=403", "body=Html"],
            body: "Html",
            catalog: "current",
            confidence: "documented"
          },
          httpStatus: 403
        })
      },
      first: {
        _tag: "Pause",
        scopes: ["Account", "EgressIp"],
        actor: ["VendorSupport"],
        instruction: "nothing will help until the vendor's support acts",
        because: "Verdict"
      },
      repeat: {
        _tag: "Pause",
        scopes: ["Account", "EgressIp"],
        actor: ["VendorSupport"],
        instruction: "nothing will help until the vendor's support acts",
        because: "Verdict"
      }
    }
  }),
  "acme-open-422--unlisted-code": made({
    entry: "acme/open/422",
    answer: answer(422, '{"open":true,"code":"jane.doe@example.com","text":"Something"}'),
    request: { rpc_method: "setOpen" },
    expected: {
      outcome: { _tag: "NoOp", entry: "acme/open/422", code: "fp:04b4707e84f454" },
      first: { _tag: "Done", because: "GoalMet" },
      repeat: { _tag: "Done", because: "GoalMet" }
    }
  }),
  "acme-none--created": made({
    entry: null,
    answer: answer(
      201,
      '{"results":[{"at":0,"id":"5f0c1a2b3c4d5e6f7a8b9c0d"},{"at":1,"id":77,"key":"jane.doe@example.com"}]}'
    ),
    request: createContact(2),
    expected: {
      outcome: {
        _tag: "Success",
        items: [
          { index: 0, id: "5f0c1a2b3c4d5e6f7a8b9c0d", status: "Applied" },
          { index: 1, id: "77", key: "fp:04b4707e84f454", status: "Applied" }
        ]
      },
      first: { _tag: "Done", because: "GoalMet" },
      repeat: { _tag: "Done", because: "GoalMet" }
    }
  }),
  "acme-none--bad-gateway": made({
    entry: null,
    answer: { status: 502, body: "<html>502</html>" },
    request: createDeal(1),
    expected: {
      outcome: {
        _tag: "Failed",
        error: {
          _tag: "CrmError",
          vendor: "acme",
          operation: "deals.create",
          reason: { _tag: "UnavailableError" },
          verdict: {
            when: { _tag: "Backoff" },
            effect: "MaybeApplied",
            change: "Same",
            scope: ["Request"],
            actor: ["Vendor"]
          },
          evidence: { by: "Default", matched: ["status=502", "body=Html"], body: "Html", catalog: "current" },
          httpStatus: 502
        }
      },
      first: { _tag: "Fail", because: "OutcomeUnknown" },
      repeat: { _tag: "Fail", because: "OutcomeUnknown" }
    }
  }),
  "acme-none--connection-refused": made({
    entry: null,
    answer: { status: null, transport: { phase: "connect", code: "ECONNREFUSED" } },
    request: createDeal(1),
    expected: {
      outcome: {
        _tag: "Failed",
        error: {
          _tag: "CrmError",
          vendor: "acme",
          operation: "deals.create",
          reason: { _tag: "NetworkError", phase: "Connect" },
          verdict: {
            when: { _tag: "Backoff" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Request"],
            actor: ["Nobody"]
          },
          evidence: { by: "Transport", matched: ["transport=connect"], body: "None", catalog: "current" }
        }
      },
      first: { _tag: "Retry", at: "2026-11-21T12:00:01.000Z", because: "Verdict" },
      repeat: { _tag: "Fail", because: "OutcomeUnknown" }
    }
  })
}
