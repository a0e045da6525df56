import { existsSync } from "node:fs"
import { relative, resolve } from "node:path"
import type { Store } from "@crm-errors/sync"
import type * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Io } from "../io.ts"
import { type Given, UsageError } from "../usage.ts"

/** Where jobs are kept, as the command line names it. */
export interface NamedStore {
  /** As it may be printed: without user, password or options. */
  readonly name: string
  /** What a command has to say to mean the same store, with a blank before it. Nothing where nothing has to be said. */
  readonly option: string
  /** Is there something to read? Of a database nobody knows before it is asked. */
  readonly exists: boolean
  readonly layer: () => Promise<Layer.Layer<Store, unknown>>
  /** Text with the store's name in place of its path, and without its password. */
  readonly hide: (text: string) => string
}

export const storeOption = { store: { type: "string" } } as const

const usual = ".crm-errors/jobs.db"
const variable = "CRM_ERRORS_STORE"

const isPostgres = (text: string): boolean => /^postgres(?:ql)?:/i.test(text)

/** The name as a shell takes it. */
export const quoted = (text: string): string =>
  /^[\w./@:%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

const secretsOf = (url: URL): ReadonlyArray<string> => {
  const plain = (text: string): string => {
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  }
  const said = [url.password, url.searchParams.get("password") ?? ""]
  return said.flatMap((one) => [one, plain(one)]).filter((one) => one !== "")
}

const postgres = (text: string, fromOption: boolean): NamedStore => {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new UsageError(
      "the store's PostgreSQL URL cannot be read. Write postgres://user:password@host:5432/database, with special characters as %XX."
    )
  }
  const secrets = secretsOf(url)
  return {
    name: `postgres://${url.host}${url.pathname}`,
    option: fromOption ? " --store <URL>" : "",
    exists: true,
    layer: async () => {
      try {
        const { layer } = await import("@crm-errors/sync/postgres")
        return layer({ url: Redacted.make(text) })
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error
        throw new UsageError(
          "a store in PostgreSQL needs @effect/sql-pg beside this command. Run `npm install @effect/sql-pg` where @crm-errors/cli is installed."
        )
      }
    },
    hide: (shown) => secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), shown.replaceAll(text, "***"))
  }
}

const file = (text: string, fromOption: boolean, cwd: string): NamedStore => {
  const path = resolve(cwd, text)
  const inside = relative(cwd, path)
  const name = inside.startsWith("..") ? path : inside
  return {
    name,
    option: fromOption && text !== usual ? ` --store ${quoted(text)}` : "",
    exists: existsSync(path),
    layer: async () => (await import("@crm-errors/sync/sqlite")).layer({ file: path }),
    hide: (shown) => shown.replaceAll(path, name)
  }
}

/** The store that was named: by `--store`, or by the environment, or the usual file. Throws `UsageError`. */
export const storeNamed = (given: Given, io: Io): NamedStore => {
  const option = given.text("store")
  const text = option ?? (io.env[variable] || usual)
  if (isPostgres(text)) return postgres(text, option !== undefined)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    throw new UsageError("the store is neither a file nor a PostgreSQL URL. Write a path, or postgres://….")
  }
  return file(text, option !== undefined, io.cwd)
}

/** Refuses to read a file that is not there: it would be made, and be empty. Throws `UsageError`. */
export const needStore = (store: NamedStore): NamedStore => {
  if (store.exists) return store
  throw new UsageError(
    `there is no store ${store.name}. Run a job first (crm-errors jobs run MODULE), or name its file with --store or ${variable}.`
  )
}

/** A store of this process alone, for a dry run of a job that was never begun. */
export const emptyStore = async (): Promise<Layer.Layer<Store, unknown>> =>
  (await import("@crm-errors/sync/sqlite")).layer({ file: ":memory:" })
