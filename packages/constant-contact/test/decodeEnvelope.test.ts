import { Operation } from "@crm-errors/core"
import type { Envelope } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { decodeEnvelope } from "../src/decodeEnvelope.ts"

const createLeads = (size?: number): Operation.Operation =>
  Operation.make({ name: "leads.create", intent: "Create", maxItems: 500, ...(size === undefined ? {} : { size }) })
const getLeads = Operation.make({ name: "leads.list", intent: "Read" })
// What is known of a call when the caller gives method and path, which are the same for all calls.
const pathOnly = Operation.make({ name: "unknown", intent: "Create" })

const decode = (body: unknown, operation?: Operation.Operation): Envelope.Envelope =>
  decodeEnvelope(body, { status: 200, headers: undefined, operation })

const duplicate = { code: 301, message: "Entry already exists.", data: [] }
const duplicateSignal = { code: "301", text: "Entry already exists.", node: duplicate }

describe("an empty error", () => {
  const spellings: ReadonlyArray<readonly [name: string, error: unknown]> = [
    ["the empty list of 2016 to 2019", []],
    ["null", null],
    ["an object of nulls", { code: null, message: null, data: null }],
    ["an object of nulls and empty things", { code: null, message: "", data: [] }],
    ["an empty object", {}],
    ["an empty string", ""],
    ["false", false],
    ["a list of empty objects", [{}, { code: null }]]
  ]
  it.each(spellings)("%s beside a result is a success", (_name, error) => {
    expect(decode({ result: { lead: [{ id: "1" }] }, error, id: "7" })).toEqual({ _tag: "Ok" })
  })
  it.each(spellings)("%s beside no result is no envelope", (_name, error) => {
    expect(decode({ result: null, error, id: "7" })).toEqual({ _tag: "Unrecognised" })
  })
  it("absent beside a result is a success", () => {
    expect(decode({ result: { lead: [] }, id: "7" })).toEqual({ _tag: "Ok" })
  })
})

describe("an error object", () => {
  it("is a complaint about the request, with the fields that it names", () => {
    const error = {
      code: 205,
      message: "Invalid parameters",
      data: {
        params: [
          {
            param: "id",
            message: "Expected data of type integer",
            validFormat: { type: "int", length: 11, required: false }
          },
          { param: "emailAddress", message: "Too long", validFormat: { type: "varchar", length: 255, required: true } },
          { message: "names no parameter" },
          null
        ]
      }
    }
    expect(decode({ result: null, error, id: "<request ID>" })).toEqual({
      _tag: "Complaint",
      signal: { code: "205", text: "Invalid parameters", fields: [{ path: "id" }, { path: "emailAddress" }] }
    })
  })
  it("keeps the call counters", () => {
    const body = {
      result: null,
      error: { code: 106, message: "Exceeded daily method call limit." },
      callCount: "50001",
      queryLimit: "50000"
    }
    expect(decode(body)).toEqual({
      _tag: "Complaint",
      signal: { code: "106", text: "Exceeded daily method call limit." },
      usage: { used: 50_001, allowed: 50_000, window: "Day" }
    })
  })
  it("makes the result unworthy of trust", () => {
    const body = {
      result: { creates: [{ success: true, error: null, id: 1 }] },
      error: { code: 105, message: "User authentication failed." }
    }
    expect(decode(body, createLeads(1))).toEqual({
      _tag: "Complaint",
      signal: { code: "105", text: "User authentication failed." }
    })
  })
  it.each([
    [301, "301"],
    ["301", "301"],
    [" 0301 ", "301"],
    ["E_OLD", "E_OLD"],
    ["", undefined],
    [null, undefined],
    [true, undefined],
    [{ code: 301 }, undefined]
  ])("reads the code %j as %j", (code, expected) => {
    expect(decode({ result: null, error: { code, message: "x" } })).toEqual({
      _tag: "Complaint",
      signal: { code: expected, text: "x" }
    })
  })
  it("may be a bare sentence", () => {
    const error = "Service temporarily unavailable, try again in a few minutes"
    expect(decode({ result: null, error })).toEqual({ _tag: "Complaint", signal: { text: error } })
  })
  it("with a message and no code is still a complaint", () => {
    expect(decode({ result: { lead: [] }, error: { code: null, message: "Something went wrong" } })).toEqual({
      _tag: "Complaint",
      signal: { code: undefined, text: "Something went wrong" }
    })
  })
})

describe("an error list beside results", () => {
  it("is about the records, by position in the results", () => {
    const body = {
      result: {
        creates: [
          { success: true, error: null, id: 718897186818 },
          { success: false, error: duplicate },
          { success: true, error: null, id: "718897186820" }
        ]
      },
      error: [duplicate],
      id: ""
    }
    expect(decode(body, createLeads(3))).toEqual({
      _tag: "ByRecord",
      items: [
        { index: 0, id: "718897186818", result: "Applied" },
        { index: 1, result: duplicateSignal },
        { index: 2, id: "718897186820", result: "Applied" }
      ]
    })
  })
  it("with a complaint that no record bears claims nothing", () => {
    const body = {
      result: {
        updates: [
          { success: true, error: null },
          { success: false, error: duplicate }
        ]
      },
      error: [duplicate, duplicate]
    }
    expect(decode(body)).toEqual({ _tag: "Unrecognised" })
  })
  it("with another number of results than records were sent claims nothing", () => {
    const body = { result: { creates: [{ success: false, error: duplicate }] }, error: [duplicate] }
    expect(decode(body, createLeads(2))).toEqual({ _tag: "Unrecognised" })
  })
})

describe("an error list without results", () => {
  const invalid = { code: 205, message: "Invalid parameters.", data: { params: [{ param: "id" }] } }
  it.each([
    ["null", null],
    ["absent", undefined],
    ["an empty list", []],
    ["of empty lists", { creates: [] }]
  ])("of one, the result being %s, is that complaint", (_name, result) => {
    expect(decode({ result, error: [invalid] })).toEqual({
      _tag: "Complaint",
      signal: { code: "205", text: "Invalid parameters.", fields: [{ path: "id" }] }
    })
  })
  it("of the same code is that complaint", () => {
    expect(decode({ result: null, error: [duplicate, { ...duplicate, code: "301" }] })).toEqual({
      _tag: "Complaint",
      signal: { code: "301", text: "Entry already exists." }
    })
  })
  it("of different codes claims nothing", () => {
    expect(decode({ result: null, error: [duplicate, invalid], callCount: 4, queryLimit: 5000 })).toEqual({
      _tag: "Unrecognised",
      usage: { used: 4, allowed: 5_000, window: "Day" }
    })
  })
  it("of one, for one record, is that complaint", () => {
    expect(decode({ result: null, error: [duplicate] }, createLeads(1))).toEqual({
      _tag: "Complaint",
      signal: { code: "301", text: "Entry already exists." }
    })
  })
  it("shorter than the request claims no record, and keeps the complaint beside them", () => {
    expect(decode({ result: null, error: [duplicate] }, createLeads(2))).toEqual({
      _tag: "ByRecord",
      items: [{ index: 0, result: "Unknown" }, { index: 1, result: "Unknown" }, { result: duplicateSignal }]
    })
  })
  it("of different codes for as many records claims no record either", () => {
    expect(decode({ result: null, error: [duplicate, invalid] }, createLeads(2))).toEqual({
      _tag: "ByRecord",
      items: [
        { index: 0, result: "Unknown" },
        { index: 1, result: "Unknown" },
        { result: duplicateSignal },
        { result: { code: "205", text: "Invalid parameters.", fields: [{ path: "id" }], node: invalid } }
      ]
    })
  })
  it("builds no list of a length that nobody sends", () => {
    expect(decode({ result: null, error: [duplicate] }, createLeads(1e9))).toEqual({ _tag: "Unrecognised" })
    expect(decode({ result: null, error: [duplicate] }, createLeads(Number.NaN))).toEqual({ _tag: "Unrecognised" })
  })
})

describe("results by record without a top-level error", () => {
  it.each([false, 0, "0", "false"])("takes success: %j for a failure", (success) => {
    expect(decode({ result: { creates: [{ success, error: duplicate }] }, error: null })).toEqual({
      _tag: "ByRecord",
      items: [{ index: 0, result: duplicateSignal }]
    })
  })
  it.each([true, 1, "1", "true"])("takes success: %j for a success", (success) => {
    expect(decode({ result: { updates: [{ success, error: null }] }, error: null })).toEqual({
      _tag: "Ok",
      items: [{ index: 0, result: "Applied" }]
    })
  })
  it("believes an error more than a success beside it", () => {
    expect(decode({ result: { creates: [{ success: true, error: duplicate, id: 5 }] }, error: [] })).toEqual({
      _tag: "ByRecord",
      items: [{ index: 0, id: "5", result: duplicateSignal }]
    })
  })
  it("keeps a failure without an error as a complaint without a code", () => {
    const entry = { success: false, error: null }
    expect(decode({ result: { deletes: [entry] }, error: null })).toEqual({
      _tag: "ByRecord",
      items: [{ index: 0, result: { node: entry } }]
    })
  })
  it("claims nothing of an entry that says nothing", () => {
    expect(decode({ result: { creates: [{ id: 5 }, null, "done", { success: "yes" }] }, error: [] })).toEqual({
      _tag: "ByRecord",
      items: [
        { index: 0, id: "5", result: "Unknown" },
        { index: 1, result: "Unknown" },
        { index: 2, result: "Unknown" },
        { index: 3, result: "Unknown" }
      ]
    })
  })
  it("reads the list of a method about a single object", () => {
    const body = { result: { creates: [{ success: true, error: null, id: 718897186818 }] }, error: [], id: "" }
    expect(decode(body, Operation.make({ name: "listMembers.add", intent: "Link", size: 1 }))).toEqual({
      _tag: "Ok",
      items: [{ index: 0, id: "718897186818", result: "Applied" }]
    })
  })
  it("claims nothing when there are results of another number than records", () => {
    const body = { result: { updates: [{ success: true, error: null }] }, error: [] }
    expect(decode(body, Operation.make({ name: "leads.update", intent: "Update", size: 2 }))).toEqual({
      _tag: "Unrecognised"
    })
  })
  it("claims nothing when there are no results of records, or two lists of them", () => {
    const entry = { success: true, error: null }
    expect(decode({ result: { creates: [] }, error: [] })).toEqual({ _tag: "Unrecognised" })
    expect(decode({ result: { creates: [entry], updates: [entry] }, error: [] })).toEqual({ _tag: "Unrecognised" })
  })
})

describe("reads", () => {
  it.each([
    ["lead", { lead: [] }],
    ["an irregular key, with hasMore beside it", { getAllgetEmailJobss: [{ id: "1" }], hasMore: true }]
  ])("answer under %s", (_name, result) => {
    const success = { _tag: "Ok" }
    const body = { hasMore: true, result, error: [], id: "" }
    expect(decode(body, getLeads)).toEqual(success)
    expect(decode(body, pathOnly)).toEqual(success)
    expect(decode(body)).toEqual(success)
  })
  it("may answer with an empty list in place of the result", () => {
    expect(decode({ result: [], error: null }, getLeads)).toEqual({ _tag: "Ok" })
    expect(decode({ result: [], error: null })).toEqual({ _tag: "Unrecognised" })
  })
  it("and writes that carry no records may answer so, writes that carry some may not", () => {
    const body = { result: { done: true }, error: null }
    expect(decode(body, Operation.make({ name: "sending.disable", intent: "Update" }))).toEqual({ _tag: "Ok" })
    expect(decode(body, createLeads())).toEqual({ _tag: "Unrecognised" })
    expect(decode(body, Operation.make({ name: "sending.disable", intent: "Update", size: 2 }))).toEqual({
      _tag: "Unrecognised"
    })
  })
  it("keep the call counters, as numbers or strings, one or both", () => {
    const read = (counters: object): Envelope.Envelope => decode({ result: { lead: [] }, error: null, ...counters })
    expect(read({ callCount: "1065", queryLimit: "50000" })).toEqual({
      _tag: "Ok",
      usage: { used: 1_065, allowed: 50_000, window: "Day" }
    })
    expect(read({ callCount: 4 })).toEqual({ _tag: "Ok", usage: { used: 4, window: "Day" } })
    expect(read({ queryLimit: 5_000, callCount: "many" })).toEqual({
      _tag: "Ok",
      usage: { allowed: 5_000, window: "Day" }
    })
    expect(read({ queryLimit: null, callCount: -1 })).toEqual({ _tag: "Ok" })
  })
})

describe("what is no envelope", () => {
  it.each([
    [null],
    [true],
    [7],
    ["Unable to determine clusterID from provided accountID/secretKey"],
    [[]],
    [[{ result: {} }]]
  ])("%j", (body: unknown) => {
    expect(decode(body)).toEqual({ _tag: "Unrecognised" })
  })
  it.each([
    {},
    { id: "7" },
    { result: "done", error: null },
    { result: true, error: null },
    { result: {}, error: null }
  ])("%j", (body) => {
    expect(decode(body)).toEqual({ _tag: "Unrecognised" })
  })
})
