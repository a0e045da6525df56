import type { PackageJson } from "../schema/packageJson.ts"

const built = (module: string) => ({
  "@crm-errors/source": `./src/${module}.ts`,
  types: `./dist/${module}.d.ts`,
  default: `./dist/${module}.js`
})

/** What is published as data, beside the modules. */
const data = ["catalog.json", "fixtures.json"]

const withData = (files: unknown): ReadonlyArray<unknown> | undefined => {
  if (!Array.isArray(files)) return undefined
  const missing = data.filter((file) => !files.includes(file))
  const place = files.includes("catalog.json") ? files.indexOf("catalog.json") + 1 : files.length
  return [...files.slice(0, place), ...missing, ...files.slice(place)]
}

/** `package.json` with the exports that follow from the catalog, and the data in `files`; the rest stays as it is. */
export const packageJsonFile = (packageJson: PackageJson, languages: ReadonlyArray<string>): string => {
  const exports = {
    ".": built("index"),
    ...Object.fromEntries(languages.map((language) => [`./explain/${language}`, built(`explain/${language}`)])),
    "./sources": built("sources"),
    "./fixtures": built("fixtures"),
    ...Object.fromEntries(data.map((file) => [`./${file}`, `./${file}`])),
    "./package.json": "./package.json"
  }
  const files = withData(packageJson.files)
  return `${JSON.stringify({ ...packageJson, exports, ...(files === undefined ? {} : { files }) }, null, 2)}\n`
}
