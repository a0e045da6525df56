/**
 * From the route to its answer.
 */
import type { Handled } from "../Api.ts"
import type { Call } from "./call.ts"
import { secondsOf } from "./json.ts"
import { token } from "./oauth.ts"
import { webRouter } from "./pages.ts"
import { hostOf } from "./receive.ts"
import type { Route } from "./route.ts"
import { about, fields } from "./routes/about.ts"
import { notes } from "./routes/notes.ts"
import { olderList, trash } from "./routes/older.ts"
import { records } from "./routes/records.ts"
import { set } from "./routes/set.ts"
import { legacyError, problem, unwritten } from "./shapes.ts"

const support = "If error appears again, you can write to our support team - support@amocrm.com"

/** No such route, in the words of the API that would have had it. */
const nothingHere = (call: Call, dialect: "v4" | "private" | "web"): Handled => {
  const { account, base, context, request, state } = call
  if (dialect === "web") return unwritten(webRouter)
  if (dialect === "v4") return unwritten(problem(404, `Cannot ${request.method} ${base}${request.path}`))
  const where = { ip: request.ip, host: hostOf(state, account, request), seconds: secondsOf(context.now) }
  return unwritten(legacyError(400, "104", `Error code 104. ${support}`, where))
}

const served = (call: Call, route: Route): Handled | undefined => {
  const { method } = call.request
  switch (route._tag) {
    case "Records":
      return records(call, route)
    case "Notes":
      return notes(call, route)
    case "Set":
      return set(call, route)
    case "Token":
      return method === "POST" ? token(call) : undefined
    case "Trash":
      return method === "POST" ? trash(call, route) : undefined
    case "List":
      return method === "GET" ? olderList(call, route) : undefined
    case "Account":
      return method === "GET" ? about(call, route) : undefined
    case "Fields":
      return method === "GET" ? fields(call, route) : undefined
    case "Unknown":
      return undefined
  }
}

const dialectOf = (route: Route): "v4" | "private" | "web" => {
  switch (route._tag) {
    case "Unknown":
      return route.dialect
    case "List":
    case "Account":
      return route.dialect === "v4" ? "v4" : "private"
    case "Trash":
      return "web"
    default:
      return "v4"
  }
}

export const serve = (call: Call, route: Route): Handled => served(call, route) ?? nothingHere(call, dialectOf(route))
