// An edge-like platform: no Node built-ins at build time, and at run time a realm with web globals only.
import vm from "node:vm"
import { build } from "esbuild"

const code = `
import { decide } from "@crm-errors/core"
import { Amocrm } from "@crm-errors/amocrm"
import { ConstantContact } from "@crm-errors/constant-contact"
import { Pingback } from "@crm-errors/pingback"

globalThis.outcome = (async () => {
  const read = await Amocrm.fromResponse(new Response("<html>403</html>", { status: 403, headers: { "content-type": "text/html" } }), { method: "GET", path: "/api/v4/leads" })
  const quota = ConstantContact.normalize({ status: 200, body: '{"result":null,"error":{"code":106,"message":"","data":[]},"id":"1"}' }, { rpc_method: "getLeads" })
  const missing = Pingback.normalize({ status: 404, body: '{"error":"Subscriber not found.","errorCode":"SUBSCRIBER_NOT_FOUND"}' }, { method: "GET", path: "/v1/subscriber/x" })
  return JSON.stringify([read.error.reason._tag, quota.error.reason._tag, missing.error.reason._tag, decide(quota)._tag])
})()
`

/** Builds all adapters for a platform without Node and decodes there. */
export const checkEdge = async (project: string): Promise<{ readonly ok: boolean; readonly message: string }> => {
  try {
    const { outputFiles } = await build({
      stdin: { contents: code, resolveDir: project, loader: "js" },
      bundle: true,
      write: false,
      format: "iife",
      platform: "neutral",
      mainFields: ["module", "main"],
      conditions: ["worker", "import"],
      logLevel: "silent"
    })
    const { clearTimeout, Headers, ReadableStream, Response, setTimeout, TextDecoder, TextEncoder, URL } = globalThis
    const realm = vm.createContext({
      clearTimeout,
      Headers,
      ReadableStream,
      Response,
      setTimeout,
      TextDecoder,
      TextEncoder,
      URL
    })
    vm.runInContext(outputFiles[0]!.text, realm)
    const seen = (await (realm as { outcome?: Promise<string> }).outcome) ?? "nothing"
    const expected = JSON.stringify(["AccessBlockedError", "QuotaExhaustedError", "NotFoundError", "Park"])
    return seen === expected
      ? {
          ok: true,
          message: `${(outputFiles[0]!.contents.length / 1000).toFixed(0)} kB, no built-ins, decodes answers of all three vendors.`
        }
      : { ok: false, message: `expected ${expected}, saw ${seen}` }
  } catch (thrown) {
    return { ok: false, message: String(thrown) }
  }
}
