/** Keys, headers and parameters whose values are never kept, whatever they look like. */

const secretNames = [
  "accesstoken",
  "apikey",
  "auth",
  "authorization",
  "clientsecret",
  "cookie",
  "idtoken",
  "passwd",
  "password",
  "proxyauthorization",
  "pwd",
  "refreshtoken",
  "secret",
  "secretkey",
  "session",
  "sessionid",
  "setcookie",
  "sid",
  "signature",
  "token",
  "userhash",
  "xapikey",
  "xauthtoken",
  "xcsrftoken"
]

const personalNames = [
  "address",
  "birthdate",
  "birthday",
  "city",
  "company",
  "companyname",
  "contactname",
  "dateofbirth",
  "emailaddress",
  "firstname",
  "fullname",
  "lastname",
  "login",
  "middlename",
  "mobile",
  "mobilephone",
  "patronymic",
  "phone",
  "phonenumber",
  "postalcode",
  "street",
  "surname",
  "telephone",
  "username",
  "zip",
  "zipcode"
]

/** `x-Api_Key` and `XApiKey` are one name. */
export const normalized = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")

/** Names of the error itself, which some vendors also use for a parameter that is a secret (OAuth's `code`). */
const ofTheError = new Set(["code", "error", "errorcode", "message", "status", "type"])

/** What the names of a value say about it. */
export interface Sensitive {
  /** Of a header or a parameter of the query. */
  readonly isSecretParameter: (name: string) => boolean
  /** Of a key in a body. */
  readonly isSecretKey: (name: string) => boolean
  readonly isPersonalKey: (name: string) => boolean
  /** Alternatives for a pattern, for texts that are of no known form: the names as they are written. */
  readonly written: ReadonlyArray<string>
}

/** With the vendor's own names, those of `secrets` in vendor.json. */
export const sensitive = (own: ReadonlyArray<string>): Sensitive => {
  const parameters = new Set([...secretNames, ...own.map(normalized)])
  const keys = new Set([...parameters].filter((name) => !ofTheError.has(name)))
  const personal = new Set(personalNames)
  return {
    isSecretParameter: (name) => parameters.has(normalized(name)),
    isSecretKey: (name) => keys.has(normalized(name)),
    isPersonalKey: (name) => personal.has(normalized(name)),
    written: [
      ...own.filter((name) => !ofTheError.has(normalized(name))),
      "access_token",
      "api_key",
      "apikey",
      "client_secret",
      "password",
      "refresh_token",
      "secret",
      "token"
    ]
  }
}
