// A PostgreSQL for the tests: the one that an environment variable names, or one in WebAssembly, in the memory of this process.
import { PGlite } from "@electric-sql/pglite"
import { PGLiteSocketServer } from "@electric-sql/pglite-socket"

export interface PostgresServer {
  readonly url: string
  /** The one in WebAssembly has a single session: whoever is connected has it alone. */
  readonly single: boolean
  readonly stop: () => Promise<void>
}

const startHere = async (): Promise<PostgresServer> => {
  const db = await PGlite.create()
  const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port: 0, maxConnections: 10 })
  await server.start()
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    single: true,
    stop: async () => {
      await server.stop()
      await db.close()
    }
  }
}

/** A server, or why there is none. */
export const startPostgres = async (): Promise<PostgresServer | { readonly missing: string }> => {
  const url = process.env.CRM_ERRORS_TEST_POSTGRES
  if (url !== undefined && url !== "") return { url, single: false, stop: async () => {} }
  try {
    return await startHere()
  } catch (error) {
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}
