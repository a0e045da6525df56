import type { PackageJson } from "../schema/packageJson.ts"

const built = (module: string) => ({
  "@crm-errors/source": `./src/${module}.ts`,
  types: `./dist/${module}.d.ts`,
  default: `./dist/${module}.js`
})

/** `package.json` with the exports that follow from the catalog; everything else stays as it is. */
export const packageJsonFile = (packageJson: PackageJson, languages: ReadonlyArray<string>): string => {
  const exports = {
    ".": built("index"),
    ...Object.fromEntries(languages.map((language) => [`./explain/${language}`, built(`explain/${language}`)])),
    "./sources": built("sources"),
    "./catalog.json": "./catalog.json",
    "./package.json": "./package.json"
  }
  return `${JSON.stringify({ ...packageJson, exports }, null, 2)}\n`
}
