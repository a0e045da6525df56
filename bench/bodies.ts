// Bodies of the sizes that are measured, in the vendors' own shapes. Lengths are in bytes of UTF-8.

const problem = { title: "Bad Request", type: "https://httpstatus.es/400", status: 400 }

const fieldErrors = (count: number) => ({
  "validation-errors": [
    {
      request_id: "0",
      errors: Array.from({ length: count }, (_, index) => ({
        code: index % 2 === 0 ? "NotSupportedChoice" : "InvalidType",
        path: `custom_fields_values.${index}.values.0.value`,
        detail: "The value you selected is not a valid choice."
      }))
    }
  ],
  ...problem,
  detail: "Request validation failed"
})

const contacts = (count: number) => ({
  _page: 1,
  _links: { self: { href: "https://example.amocrm.ru/api/v4/contacts?page=1" } },
  _embedded: {
    contacts: Array.from({ length: count }, (_, index) => ({
      id: 1_000_000 + index,
      name: `Contact ${index}`,
      first_name: "",
      last_name: "",
      responsible_user_id: 504141,
      group_id: 0,
      created_by: 504141,
      updated_by: 504141,
      created_at: 1585758065 + index,
      updated_at: 1585758065 + index,
      closest_task_at: null,
      is_deleted: false,
      custom_fields_values: null,
      account_id: 28805383,
      _links: { self: { href: `https://example.amocrm.ru/api/v4/contacts/${1_000_000 + index}` } }
    }))
  }
})

export interface Body {
  readonly name: string
  readonly kind: "error" | "success" | "page"
  readonly status: number
  readonly text: string
}

const json = (name: string, kind: Body["kind"], status: number, value: unknown): Body => ({
  name,
  kind,
  status,
  text: JSON.stringify(value)
})

/** What is measured: an error and a success of 150 B, 1.5 kB and 30 kB, and a proxy's page. */
export const bodies: ReadonlyArray<Body> = [
  json("error 150 B", "error", 400, { ...problem, detail: "Код ошибки 244. Обращайтесь в поддержку." }),
  json("error 1.5 kB", "error", 400, fieldErrors(10)),
  json("error 30 kB", "error", 400, fieldErrors(228)),
  json("success 150 B", "success", 200, {
    id: 1000001,
    name: "Contact",
    is_deleted: false,
    account_id: 28805383,
    _links: { self: { href: "https://example.amocrm.ru/api/v4/contacts/1" } }
  }),
  json("success 1.5 kB", "success", 200, contacts(4)),
  json("success 30 kB", "success", 200, contacts(82)),
  {
    name: "HTML page",
    kind: "page",
    status: 403,
    text: "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
  }
]
