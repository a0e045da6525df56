import { type Handler, segmentAt } from "./Call.ts"
import { emailIsNecessary } from "./problems.ts"
import { read } from "./Result.ts"
import { isEmail } from "./validation.ts"

/** Is it an address? Nothing is looked up, and what the vendor really answers with is not in public. */
export const verify: Handler = (call) => {
  const email = segmentAt(call, 2)
  return email === "" ? emailIsNecessary : read("Email verified", { email, valid: isEmail(email) })
}
