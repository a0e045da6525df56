import { type Identity, json } from "./Identity.ts"

/** The first version of everything: `changeset version` makes it the first release. */
export const firstVersion = "0.0.0"

const built = (module: string) => ({
  "@crm-errors/source": `./src/${module}.ts`,
  types: `./dist/${module}.d.ts`,
  default: `./dist/${module}.js`
})

const common = ({ core }: Identity, name: string, description: string, directory: string) => ({
  name,
  version: firstVersion,
  description,
  ...(core.license === undefined ? {} : { license: core.license }),
  type: "module",
  sideEffects: false,
  ...(typeof core.repository === "object" && core.repository !== null
    ? { repository: { ...core.repository, directory } }
    : {}),
  ...(core.engines === undefined ? {} : { engines: core.engines })
})

/** `package.json` of the catalog. Its exports are written by `catalog build`. */
export const catalogPackageJson = (identity: Identity): string =>
  json({
    ...common(
      identity,
      `@crm-errors/catalog-${identity.id}`,
      `Error catalog of ${identity.name}: behaviour, texts and sources as plain data.`,
      `catalogs/${identity.id}`
    ),
    exports: {},
    files: ["dist", "src", "catalog.json", "fixtures.json", "CHANGELOG.md", "!dist/.tsbuildinfo"],
    publishConfig: { access: "public" },
    scripts: { build: "tsc -b" }
  })

/** `package.json` of the adapter. */
export const adapterPackageJson = (identity: Identity): string =>
  json({
    ...common(
      identity,
      `@crm-errors/${identity.id}`,
      `Adapter: turns what ${identity.name} answers into one typed Outcome.`,
      `packages/${identity.id}`
    ),
    exports: {
      ".": built("index"),
      "./http": built("http"),
      "./explain": built("explain"),
      "./package.json": "./package.json"
    },
    files: ["dist", "src", "!dist/.tsbuildinfo"],
    publishConfig: { access: "public" },
    scripts: { build: "tsc -b" },
    dependencies: {
      "@crm-errors/core": `^${identity.core.version}`,
      [`@crm-errors/catalog-${identity.id}`]: `^${firstVersion}`
    },
    ...(identity.core.peerDependencies === undefined ? {} : { peerDependencies: identity.core.peerDependencies })
  })

/** `tsconfig.json` of a package, with the folders of the packages that it needs, from the root. */
export const tsconfig = (needs: ReadonlyArray<string>): string => {
  const references =
    needs.length === 0
      ? "[]"
      : `[\n${needs.map((path) => `    {\n      "path": "../../${path}"\n    }`).join(",\n")}\n  ]`
  return `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": {
    "rootDir": "src",
    "outDir": "dist",
    "tsBuildInfoFile": "dist/.tsbuildinfo"
  },
  "include": ["src"],
  "references": ${references}
}
`
}
