import { defineConfig } from "vitest/config"

const conditions = ["@crm-errors/source", "module", "import", "default"]

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "catalogs/*/test/**/*.test.ts",
      "test/**/*.test.ts",
      "examples/*/test/**/*.test.ts"
    ],
    typecheck: {
      enabled: true,
      include: ["packages/*/test/**/*.test-d.ts"],
      tsconfig: "tsconfig.test.json"
    },
    // Two cores on the machines that check us: a stable number of workers beats a fast one.
    maxWorkers: 2,
    testTimeout: 20_000
  }
})
