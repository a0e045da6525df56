/**
 * The command line as a function, for tests and for programs that want it without a process.
 */
export { type Io, type Output, OutputClosed, outputOf } from "./io.ts"
export { main } from "./main.ts"
