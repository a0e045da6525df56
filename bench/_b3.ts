import { writeSynthetic } from "./synthetic.ts"
writeSynthetic(process.argv[2]!, Number(process.argv[3]), process.argv[4]!, Number(process.argv[5] ?? 0))
