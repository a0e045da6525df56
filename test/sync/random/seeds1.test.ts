import { seeds } from "./support/suite.ts"

// Two files, because two of them run at a time.
seeds(1, 100)
