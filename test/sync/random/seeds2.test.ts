import { seeds } from "./support/suite.ts"

seeds(101, 100)
